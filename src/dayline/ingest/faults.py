"""What went wrong on a connection, in words."""


def in_words(error: Exception) -> str:
    """Return what the network said."""
    text = " ".join(str(error).split())
    if "CERTIFICATE_VERIFY_FAILED" in text:
        return f"the certificate is not trusted ({text.rpartition(': ')[2].partition(' (_ssl')[0]})"
    if "SSL" in text.upper():
        return "no secure connection could be made"
    if "Errno 111" in text or "refused" in text.casefold():
        return "the server refuses connections"
    return f"the connection failed: {text or type(error).__name__}"[:300]
