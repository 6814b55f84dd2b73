package dev.weir.lineage.sending;

import java.io.IOException;

/** The spool can be written, and has no room for an event: the event is dropped, as its limits ask. */
final class SpoolFullException extends IOException {

    private static final long serialVersionUID = 1L;

    SpoolFullException() {
        super("the spool is full");
    }
}
