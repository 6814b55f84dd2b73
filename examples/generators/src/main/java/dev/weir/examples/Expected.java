package dev.weir.examples;

/**
 * What Weir must say of a record.
 *
 * @param fault the fault in a few words, for people
 * @param rule the id of the rule or reason
 * @param outcome what becomes of the record
 */
public record Expected(String fault, String rule, Outcome outcome) {

    /** What becomes of a record, or of a file's header. */
    public enum Outcome {
        QUARANTINED,
        WARNED
    }

    /** A reason for quarantine. */
    public static Expected quarantined(String fault, String rule) {
        return new Expected(fault, rule, Outcome.QUARANTINED);
    }

    /** Whether the record does not parse: then no rule sees it. */
    boolean unreadable() {
        return rule.startsWith("unreadable.");
    }
}
