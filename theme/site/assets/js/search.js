// Search: a dialog of our own around Material's search worker and the index it reads. Nothing is fetched
// before the dialog opens; results are built from text, so that nothing from a page runs here.

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3 // the messages of Material's worker
const dialog = document.getElementById("harvest.search")
const words = document.getElementById("harvest.search-words")
const status = dialog.querySelector(".search-status")
const list = dialog.querySelector(".search-results")
const said = dialog.dataset
const base = new URL(said.base.replace(/\/?$/, "/"), location.href).href
let worker = null
let ready = false

async function start() {
  if (worker) return
  status.textContent = said.waiting
  try {
    const answer = await fetch(said.index)
    if (!answer.ok) throw new Error(answer.statusText)
    const { config, docs } = await answer.json()
    worker = new Worker(new URL(said.worker, location.href))
    worker.addEventListener("error", failed)
    worker.addEventListener("message", ({ data }) => {
      if (data.type === READY) {
        ready = true
        status.textContent = ""
        ask()
      } else if (data.type === RESULT) show(data.data.items)
    })
    worker.postMessage({ type: SETUP, data: { config, docs, options: { suggest: false } } })
  } catch {
    failed()
  }
}

function failed() {
  worker = null
  status.textContent = said.failed
}

function ask() {
  if (!ready) return
  if (words.value.trim()) worker.postMessage({ type: QUERY, data: words.value })
  else show(null)
}

// Text of the index, with only the marks of the words that were found. `around` shortens it to what lies near the first.
function found(html, around) {
  const fragment = document.createDocumentFragment()
  const body = new DOMParser().parseFromString(html, "text/html").body
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  const pieces = []
  while (walker.nextNode()) pieces.push([walker.currentNode.data, !!walker.currentNode.parentElement.closest("mark")])
  const first = pieces.findIndex(([, marked]) => marked)
  if (around && first > 0) {
    const before = pieces.slice(0, first).map(([text]) => text).join("")
    const cut = before.length > 70 ? before.indexOf(" ", before.length - 70) : 0
    pieces.splice(0, first, [(cut > 0 ? "…" : "") + before.slice(Math.max(cut, 0)), false])
  }
  let room = around ? 220 : Infinity
  for (const [text, marked] of pieces) {
    if (room <= 0) break
    const part = text.length > room ? text.slice(0, text.lastIndexOf(" ", room)) + "…" : text
    room -= text.length
    if (!marked) fragment.append(part)
    else {
      const mark = document.createElement("mark")
      mark.textContent = part
      fragment.append(mark)
    }
  }
  return fragment
}

function show(items) {
  list.replaceChildren()
  if (!items) status.textContent = ""
  else if (!items.length) status.textContent = said.none
  else status.textContent = items.length === 1 ? said.one : said.more.replace("#", items.length)
  for (const sections of (items ?? []).slice(0, 30)) {
    const page = sections.find(({ location }) => !location.includes("#")) ?? sections[0]
    const best = sections.reduce((a, b) => (b.score > a.score ? b : a))
    const withText = best.text ? best : sections.find(({ text }) => text) ?? best
    const item = document.createElement("li")
    const link = document.createElement("a")
    link.href = base + best.location // never a scheme or host of its own
    link.append(found(page.title))
    item.append(link)
    if (best !== page) {
      const section = document.createElement("span")
      section.className = "small"
      section.append(found(best.title))
      item.append(section)
    }
    if (withText.text) {
      const text = document.createElement("p")
      text.append(found(withText.text, true))
      item.append(text)
    }
    list.append(item)
  }
}

document.querySelector(".search-open").addEventListener("click", () => {
  dialog.showModal()
  words.focus()
  words.select()
  start()
})
dialog.querySelector(".search-close").addEventListener("click", () => dialog.close())
dialog.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault()
  list.querySelector("a")?.focus()
})
dialog.addEventListener("click", (event) => {
  if (event.target === dialog || event.target.closest("a")) dialog.close()
})
words.addEventListener("input", ask)
dialog.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return
  const stops = [words, ...list.querySelectorAll("a")]
  const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)
  event.preventDefault()
  stops[Math.min(Math.max(next, 0), stops.length - 1)].focus()
})
