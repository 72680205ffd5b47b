// The menu on narrow screens, and the choice between light and dark. Without this script the menu lies open
// and the page follows the device.

const button = document.querySelector(".menu-button")
const open = (yes) => button.setAttribute("aria-expanded", String(yes))
button.addEventListener("click", () => open(button.getAttribute("aria-expanded") !== "true"))
button.parentElement.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
    open(false)
    button.focus()
  }
})

// Where the menu lies below the buttons, search stands before it: who goes by keyboard meets them as they are seen.
const menu = document.querySelector(".menu")
const search = document.querySelector(".search-open")
const narrow = matchMedia("(max-width: 1080px)")
const place = () => (narrow.matches ? menu.before(search) : menu.after(search))
narrow.addEventListener("change", place)
place()

const KEY = "harvest-light"
const root = document.documentElement
const choice = document.querySelector(".light")
choice.hidden = false
for (const radio of choice.querySelectorAll("input")) {
  radio.checked = radio.value === (root.dataset.light ?? "")
  radio.addEventListener("change", () => {
    if (radio.value) root.dataset.light = radio.value
    else delete root.dataset.light
    try {
      if (radio.value) localStorage.setItem(KEY, radio.value)
      else localStorage.removeItem(KEY)
    } catch {
      // A browser that keeps nothing still shows the chosen light on this page.
    }
  })
}
