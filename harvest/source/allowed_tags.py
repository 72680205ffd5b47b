"""List the HTML tags that published text may hold."""

ALLOWED_TAGS = frozenset(
    (
        "a abbr b blockquote br cite code dd del dfn dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li"
        " mark ol p pre q s samp small span strong sub sup table tbody td tfoot th thead tr u ul var"
    ).split()
)
