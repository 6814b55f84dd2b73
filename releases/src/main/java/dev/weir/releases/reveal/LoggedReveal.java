package dev.weir.releases.reveal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The content of an entry of the log. */
public sealed interface LoggedReveal permits RevealEntry, RevealRestoration {

    /** When. */
    Instant at();

    /** Who, and why. */
    RevealEntry.Who who();

    /** What was done, for people. */
    String what();

    /** As JSON, without its place in the log. */
    ObjectNode json();
}
