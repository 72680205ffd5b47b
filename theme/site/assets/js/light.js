// The light that the reader chose, before anything is drawn; `site.js` keeps that choice.

{
  const root = document.documentElement
  root.classList.replace("no-js", "js")
  try {
    const light = localStorage.getItem("harvest-light")
    if (light === "light" || light === "dark") root.dataset.light = light
  } catch {
    // A browser that keeps nothing follows the device.
  }
}
