package dev.weir.contracts;

import java.time.LocalDate;

/**
 * A document on file: a notice, a consent form, an impact assessment.
 *
 * @param reference how it is found again
 * @param on its day
 */
public record DatedDocument(String reference, LocalDate on) {
    public DatedDocument {
        if (reference.isBlank()) {
            throw new IllegalArgumentException("A paper has a reference");
        }
    }
}
