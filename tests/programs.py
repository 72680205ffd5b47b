"""Drawings in the manner of the programs that people draw with; each holds the word `Piet` where no reader sees it."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

from PIL import Image


def photograph() -> str:
    """A small picture with a maker, as a drawing holds one."""
    exif = Image.Exif()
    exif[0x013B] = "Piet"
    file = BytesIO()
    Image.radial_gradient("L").resize((24, 24)).convert("RGB").save(file, "PNG", exif=exif)
    return f"data:image/png;base64,{b64encode(file.getvalue()).decode()}"


INKSCAPE = """\
<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) by Piet -->
<svg width="100mm" height="60mm" viewBox="0 0 100 60" version="1.1" id="svg5" inkscape:version="1.2.2"
   sodipodi:docname="Piet.svg" inkscape:export-filename="/home/Piet/groep.png" xml:space="preserve"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:xlink="http://www.w3.org/1999/xlink"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg">
  <sodipodi:namedview id="namedview7" pagecolor="#ffffff" inkscape:current-layer="Piet" />
  <defs id="defs2">
    <linearGradient inkscape:collect="always" id="linearGradient842">
      <stop style="stop-color:#0057b8;stop-opacity:1;" offset="0" id="stop838" />
      <stop style="stop-color:#ffd700;stop-opacity:0;" offset="1" id="stop840" />
    </linearGradient>
    <linearGradient inkscape:collect="always" xlink:href="#linearGradient842" id="linearGradient844" x1="10" y1="10"
       x2="60" y2="40" gradientUnits="userSpaceOnUse" />
    <marker style="overflow:visible" id="Arrow1Lend" refX="0" refY="0" orient="auto">
      <path transform="matrix(-0.8,0,0,-0.8,-10,0)" style="fill:context-stroke;fill-rule:evenodd;stroke:none"
         d="M 0,0 5,-5 -12.5,0 5,5 Z" id="path1" />
    </marker>
    <filter style="color-interpolation-filters:sRGB" id="filter12" x="-0.1" y="-0.1" width="1.2" height="1.2">
      <feGaussianBlur stdDeviation="0.6" id="feGaussianBlur14" result="Piet" />
      <feOffset in="Piet" dx="1" dy="0" id="feOffset16" />
    </filter>
    <clipPath clipPathUnits="userSpaceOnUse" id="clipPath20"><circle cx="80" cy="20" r="12" id="c1" /></clipPath>
    <path id="ongebruikt" d="M 0,0 H 9" inkscape:label="Piet" />
  </defs>
  <g inkscape:label="Piet en Marie" inkscape:groupmode="layer" id="layer1">
    <title>Piet</title>
    <desc>Getekend door Piet</desc>
    <rect style="opacity:0.9;fill:url(#linearGradient844);fill-opacity:1;stroke:#1b241e;stroke-width:0.8;
       stroke-linejoin:round;stroke-dasharray:2.4, 0.8;stroke-dashoffset:0.4;-inkscape-stroke:none"
       id="rect234" width="50" height="30" x="10" y="10" ry="4" inkscape:label="Piet" />
    <path style="fill:none;stroke:#9b1b4b;stroke-width:0.6;marker-end:url(#Arrow1Lend)" d="m 12,48 c 10,-8 30,8 44,-2"
       id="path99" />
    <ellipse style="fill:#6a2c86;filter:url(#filter12)" cx="75" cy="48" rx="9" ry="5" />
    <g clip-path="url(#clipPath20)"><rect width="40" height="40" x="60" y="0" style="fill:#d8351f" /></g>
    <text xml:space="preserve" style="font-style:italic;font-weight:bold;font-size:6px;line-height:1.25;
       font-family:'DejaVu Sans', sans-serif;-inkscape-font-specification:'DejaVu Sans, Bold';text-anchor:middle;
       fill:#000080" x="35" y="24" id="text5"><tspan sodipodi:role="line" x="35" y="24">samen</tspan><tspan
       sodipodi:role="line" x="35" y="32" style="font-weight:normal;letter-spacing:0.3px">leren</tspan></text>
    <use x="0" y="0" xlink:href="#path99" transform="translate(0,6)" width="100%" height="100%" />
  </g>
  <g inkscape:groupmode="layer" id="layer2" inkscape:label="Namen" style="display:none">
    <text x="10" y="10">Piet</text>
  </g>
</svg>
"""

ILLUSTRATOR = """\
<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" id="Piet_x5F_laag" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
  x="0px" y="0px" viewBox="0 0 320 200" style="enable-background:new 0 0 320 200;" xml:space="preserve">
<style type="text/css">
  /* Piet */
  .st0{fill:#F6EEDC;}
  .st1{fill:url(#SVGID_1_);stroke:#1B241E;stroke-width:3;stroke-miterlimit:10;}
  .st2{fill:none;stroke:#9B1B4B;stroke-width:4;stroke-linecap:round;stroke-dasharray:12,8;}
  .st3{font-family:'DejaVu Sans';font-weight:700;}
  .st4{font-size:20px;}
  .st5,.st6{opacity:0.5;}
  .st6{clip-path:url(#SVGID_3_);fill:#0057B8 !important;}
  g > .st5:first-child + rect{fill:#207A3C;}
  text.st3{fill:#333}
  @media print {.st0{fill:#FF0000;}}
</style>
<rect class="st0" width="320" height="200"/>
<radialGradient id="SVGID_1_" cx="80" cy="80" r="60" gradientTransform="matrix(1 0 0 1 0 0)"
  gradientUnits="userSpaceOnUse"><stop  offset="0" style="stop-color:#FFFFFF"/><stop  offset="1"
  style="stop-color:#D8351F"/></radialGradient>
<circle class="st1" cx="80" cy="80" r="55"/>
<polyline class="st2" points="20,180 100,150 180,185 300,150 "/>
<g id="Piet"><rect x="160" y="20" class="st5" width="40" height="40"/><rect x="210" y="20" class="st5"
  width="40" height="40"/></g>
<g><defs><rect id="SVGID_2_" x="170" y="80" width="120" height="40"/></defs>
<clipPath id="SVGID_3_"><use xlink:href="#SVGID_2_"  style="overflow:visible;"/></clipPath>
<ellipse class="st6" style="fill:#FF0000" cx="230" cy="110" rx="50" ry="30"/></g>
<text transform="matrix(1 0 0 1 170 150)"><tspan x="0" y="0" class="st3 st4">Eerst</tspan><tspan x="0" y="24"
  class="st3 st4">vragen</tspan></text>
<text transform="matrix(1 0 0 1 170 -450)" class="st3 st4">Piet</text>
</svg>
"""

FIGMA = """\
<svg width="200" height="120" viewBox="0 0 200 120" fill="none" xmlns="http://www.w3.org/2000/svg"
  xmlns:xlink="http://www.w3.org/1999/xlink">
<g id="Piet / Frame 12" clip-path="url(#clip0_1_2)">
<rect width="200" height="120" fill="white"/>
<g id="Ellipse 1" filter="url(#filter0_d_1_2)"><circle cx="60" cy="60" r="40" fill="url(#paint0_linear_1_2)"/></g>
<mask id="mask0_1_2" style="mask-type:alpha" maskUnits="userSpaceOnUse" x="110" y="20" width="80" height="80">
<rect x="110" y="20" width="80" height="80" rx="16" fill="#D9D9D9"/></mask>
<g mask="url(#mask0_1_2)"><path d="M100 20H150V120H100V20Z" fill="#207A3C"/><rect x="150" y="20" width="60"
  height="50" fill="url(#pattern0_1_2)"/></g>
<text fill="#1B241E" xml:space="preserve" style="white-space: pre" font-family="DejaVu Sans" font-size="14"
  font-weight="600" letter-spacing="0.02em"><tspan x="30" y="65.6">drie   keer</tspan></text>
</g>
<defs>
<filter id="filter0_d_1_2" x="16" y="20" width="88" height="88" filterUnits="userSpaceOnUse"
  color-interpolation-filters="sRGB"><feFlood flood-opacity="0" result="BackgroundImageFix"/><feColorMatrix
  in="SourceAlpha" type="matrix" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 127 0" result="hardAlpha"/><feOffset
  dy="4"/><feGaussianBlur stdDeviation="2"/><feComposite in2="hardAlpha" operator="out"/><feColorMatrix type="matrix"
  values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0.5 0"/><feBlend mode="normal" in2="BackgroundImageFix"
  result="effect1_dropShadow_1_2"/><feBlend mode="normal" in="SourceGraphic" in2="effect1_dropShadow_1_2"
  result="shape"/></filter>
<pattern id="pattern0_1_2" patternContentUnits="objectBoundingBox" width="1" height="1"><use
  xlink:href="#image0_1_2" transform="scale(0.0416667)"/></pattern>
<linearGradient id="paint0_linear_1_2" x1="60" y1="20" x2="60" y2="100" gradientUnits="userSpaceOnUse"><stop
  stop-color="#FFD700"/><stop offset="1" stop-color="#D8351F" stop-opacity="0.4"/></linearGradient>
<clipPath id="clip0_1_2"><rect width="200" height="120" fill="white"/></clipPath>
<image id="image0_1_2" data-name="Piet.png" width="24" height="24" xlink:href="PHOTOGRAPH"/>
</defs>
</svg>
"""

DRAW_IO = """\
<svg xmlns="http://www.w3.org/2000/svg" style="background: #ffffff; background-color: #ffffff; color-scheme: light;"
  xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" width="241px" height="121px" viewBox="-0.5 -0.5 241 121"
  content="&lt;mxfile host=&quot;app.diagrams.net&quot;&gt;&lt;diagram name=&quot;Piet&quot;/&gt;&lt;/mxfile&gt;">
<defs/><g><g data-cell-id="Piet"><rect x="0" y="0" width="120" height="60" rx="9" ry="9" fill="#dae8fc"
  stroke="#6c8ebf" pointer-events="all" style="fill: light-dark(#dae8fc, #1d293b); stroke: light-dark(#6c8ebf,
  #5c79a3);"/></g><g><g transform="translate(-0.5 -0.5)"><switch><foreignObject style="overflow: visible;" width="100%"
  height="100%" requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"><div
  xmlns="http://www.w3.org/1999/xhtml" style="display: flex; width: 118px"><div>de <b>vraag</b> van Piet</div></div>
  </foreignObject><text x="60" y="34" fill="light-dark(#000000, #ffffff)" font-family="&quot;DejaVu Sans&quot;"
  font-size="12px" text-anchor="middle">de vraag</text></switch></g></g>
<path d="M 120 30 L 180 30 L 180 70.63" fill="none" stroke="#000000" stroke-miterlimit="10" stroke-dasharray="3 3"
  style="stroke: light-dark(rgb(0, 0, 0), rgb(255, 255, 255));"/><path d="M 180 75.88 L 176.5 68.88 L 180 70.63 L 183.5
  68.88 Z" fill="#000000" stroke="#000000"/><ellipse cx="180" cy="98" rx="55" ry="21" fill="#fff2cc"
  stroke="#d6b656"/></g>
<switch><g requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"/><a transform="translate(0,-5)"
  xlink:href="https://www.drawio.com/doc/faq/svg-export-text-problems" target="_blank"><text text-anchor="middle"
  font-size="10px" x="50%" y="100%">Text is not SVG - cannot display</text></a></switch></svg>
"""

POWERPOINT = """\
<svg width="320" height="180" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
  overflow="hidden"><defs><clipPath id="clip0"><rect x="0" y="0" width="320" height="180"/></clipPath><linearGradient
  x1="0" y1="0" x2="0" y2="180" gradientUnits="userSpaceOnUse" spreadMethod="reflect" id="fill1"><stop offset="0"
  stop-color="#F6F8FC"/><stop offset="1" stop-color="#ABC0E4"/></linearGradient></defs><g clip-path="url(#clip0)"
  transform="translate(0 0)"><rect x="0" y="0" width="320" height="180" fill="url(#fill1)"/><text
  font-family="DejaVu Sans,DejaVu Sans_MSFontService,sans-serif" font-weight="400" font-size="24"
  transform="translate(40 60)">Wij<tspan font-size="24" x="48" y="0">vragen</tspan><tspan font-size="24" x="20"
  y="29">eerst</tspan></text><path d="M20 130.5 280.5 130.5" stroke="#4472C4" stroke-width="3" stroke-miterlimit="8"
  stroke-dasharray="12 9" fill="none" fill-rule="evenodd"/><path d="M230 40C230 26.2 241.2 15 255 15 268.8 15 280 26.2
  280 40 280 53.8 268.8 65 255 65 241.2 65 230 53.8 230 40Z" fill="#ED7D31" fill-rule="evenodd"
  fill-opacity="0.6"/><image width="24" height="24" xlink:href="PHOTOGRAPH" preserveAspectRatio="none"
  transform="matrix(2 0 0 2 100 80)"/></g></svg>
"""

OWN_STYLES = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 100" width="320" height="200">
<style><![CDATA[
:root { --lucht: #bcd7ef; --lijn: 2px }
@media screen { .vlak { fill: var(--lucht) } }
@media (prefers-color-scheme: dark) { .vlak { fill: black } }
.a .b:not(.c) { stroke: #9B1B4B; stroke-width: var(--lijn) }
.a .b.c { stroke: #207A3C; stroke-width: 3 }
path { fill: none !important }
#Piet, [data-wie="Piet"] { fill: orange }
rect.groot { x: 100px; y: 10px; width: 40px; height: 25px; rx: 5px; transform: translate(5px, 4px) rotate(10deg) }
text { font: italic bold 12px/1.4 "DejaVu Sans", serif; text-anchor: end }
.onder { text-decoration: underline; dominant-baseline: central }
circle:nth-child(2n) { fill: teal }
.pijl { marker: url(#Piet-pijl) }
]]></style>
<marker id="Piet-pijl" markerWidth="6" markerHeight="6" refX="3" refY="3"><circle cx="3" cy="3" r="2"/></marker>
<g class="a"><rect class="vlak" width="90" height="60"/><path class="b" style="fill:red" d="M5 5L60 40 5 50"/>
<path class="b c" d="M20 5L70 40 20 50" stroke-width="9"/><rect class="groot" id="Piet"/></g>
<g><circle cx="10" cy="80" r="8"/><circle cx="30" cy="80" r="8"/><circle cx="50" cy="80" r="8"/>
<circle cx="70" cy="80" r="8" data-wie="Piet"/></g>
<text x="150" y="70">hallo</text><text x="150" y="88" class="onder" style="font-size:9px">daar</text>
<polyline class="pijl" points="90,95 100,60 120,95" fill="none" stroke="black"/>
</svg>
"""

DRAW_IO_BOTH = (
    DRAW_IO.replace("color-scheme: light;", "color-scheme: light dark;")
    .replace("background: #ffffff; background-color: #ffffff", "background: light-dark(#ffffff, var(--zwart, #121212))")
    .replace('fill="#fff2cc"', 'fill="#fff2cc" style="fill: light-dark(#fff2cc, var(--geel, rgb(40, 29, 0)));"')
)
"""As draw.io writes it when a drawing follows the page."""

PROGRAMS = {
    "Inkscape": INKSCAPE,
    "Illustrator": ILLUSTRATOR,
    "Figma": FIGMA.replace("PHOTOGRAPH", photograph()),
    "draw.io": DRAW_IO,
    "draw.io in light and dark": DRAW_IO_BOTH,
    "PowerPoint": POWERPOINT.replace("PHOTOGRAPH", photograph()),
    "by hand": OWN_STYLES,
}
"""The drawings, by the program."""
