// Narrowing a list. Within a group one of the ticked words is enough; of every group with a tick one must fit. What is
// ticked stands in the address, so that it can be sent on and gone back to. Without this script the list is whole.
// The braces keep its names from those of the other scripts.

{
  const form = document.querySelector(".filters")
  const panel = form.querySelector("details")
  const found = document.querySelector(".found")
  const nothing = document.querySelector(".nothing-left")
  const clears = document.querySelectorAll(".clear")
  const submit = form.querySelector(".show")
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
  const write = (node, text) => node.textContent !== text && (node.textContent = text)

  const options = [...form.querySelectorAll("label")].map((row) => {
    const box = row.querySelector("input")
    const word = row.querySelector(".word").textContent
    return { row, box, group: box.dataset.group, token: `${box.dataset.group}:${box.value}`, word: plain(word), count: row.querySelector(".count") }
  })
  const cards = [...document.querySelectorAll("[data-values]")].map((row) => {
    const tokens = row.dataset.values.split(" ").filter(Boolean)
    return { row, tokens: tokens.map((token) => [token.slice(0, token.indexOf(":")), token]), has: new Set(tokens) }
  })
  const sections = [...document.querySelectorAll(".results > section")].map((section) => {
    return { section, rows: [...section.querySelectorAll("[data-values]")], count: section.querySelector("h2 .count") }
  })

  // Groups with many words show a few, and what is searched for; what is ticked always.
  const long = [...form.querySelectorAll(".long")].map((group) => {
    const own = options.filter((option) => group.contains(option.row))
    const more = group.querySelector(".more")
    const search = group.querySelector(".narrow")
    const opened = () => more.getAttribute("aria-expanded") === "true"
    const trim = () => {
      const words = plain(search.value.trim())
      let room = words || opened() ? Infinity : Number(group.dataset.few)
      for (const { row, box, word, count } of own) {
        const fits = count.textContent !== "0" && word.includes(words) && room-- > 0
        row.hidden = !fits && !box.checked && box !== document.activeElement
      }
      const all = own.filter(({ count }) => count.textContent !== "0").length
      write(more, opened() ? form.dataset.fewer : form.dataset.more.replace("#", all))
      more.hidden = Boolean(words) || all <= Number(group.dataset.few)
    }
    search.hidden = false
    search.addEventListener("input", trim)
    search.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault())
    more.addEventListener("click", () => {
      more.setAttribute("aria-expanded", String(!opened()))
      trim()
    })
    return trim
  })

  const show = () => {
    const ticked = new Map()
    for (const { box, group, token } of options) {
      if (box.checked) ticked.set(group, [...(ticked.get(group) ?? []), token])
    }
    const counts = new Map()
    let left = 0
    for (const { row, tokens, has } of cards) {
      const missed = [...ticked].filter(([, wanted]) => !wanted.some((token) => has.has(token))).map(([group]) => group)
      if (missed.length === 0) left += 1
      if (row.hidden !== missed.length > 0) row.hidden = missed.length > 0
      if (missed.length > 1) continue
      // A card that only one group keeps away counts for the other words of that group: choosing one would bring it back.
      for (const [group, token] of tokens) {
        if (missed.length === 0 || missed[0] === group) counts.set(token, (counts.get(token) ?? 0) + 1)
      }
    }
    for (const { box, token, count } of options) {
      const n = counts.get(token) ?? 0
      write(count, String(n))
      box.disabled = n === 0 && !box.checked && box !== document.activeElement
    }
    for (const { section, rows, count } of sections) {
      const n = rows.filter((row) => !row.hidden).length
      section.hidden = n === 0
      if (count) write(count, String(n))
    }
    for (const trim of long) trim()
    const { some, all, show, showOne, chosen } = form.dataset
    const number = [...ticked.values()].flat().length
    write(found.querySelector("[role=status]"), number ? some.replace("#", left) : all)
    write(submit, left === 1 ? showOne : show.replace("#", left))
    write(form.querySelector(".chosen"), number ? chosen.replace("#", number) : "")
    found.querySelector(".clear").hidden = number === 0
    nothing.hidden = left > 0
  }

  const read = () => {
    const wanted = new URLSearchParams(location.search)
    for (const { box, group } of options) box.checked = wanted.getAll(group).includes(box.value)
    show()
  }

  const remember = () => {
    const query = new URLSearchParams(options.filter(({ box }) => box.checked).map(({ box, group }) => [group, box.value]))
    history.pushState(null, "", query.size ? `?${query}` : location.pathname)
  }

  form.addEventListener("change", (event) => {
    if (event.target.type !== "checkbox") return
    show()
    remember()
  })
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    if (narrow.matches) panel.open = false
    found.focus()
    found.scrollIntoView({ block: "start" })
  })
  for (const button of clears) {
    button.addEventListener("click", () => {
      for (const { box } of options) box.checked = false
      panel.querySelector("summary").focus({ preventScroll: true })
      show()
      remember()
    })
  }
  addEventListener("popstate", read)

  const narrow = matchMedia("(max-width: 900px)")
  const place = () => (panel.open = !narrow.matches)
  narrow.addEventListener("change", place)
  place()
  read()
  form.hidden = found.hidden = false
}
