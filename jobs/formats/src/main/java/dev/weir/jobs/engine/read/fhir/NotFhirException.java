package dev.weir.jobs.engine.read.fhir;

/** A record is no resource as the contract reads it. */
final class NotFhirException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param why names of FHIR and places, never a value */
    NotFhirException(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
