"""The records in which the stages meet; standard library only, frozen, no behaviour but reading themselves."""
