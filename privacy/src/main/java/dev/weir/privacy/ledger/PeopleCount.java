package dev.weir.privacy.ledger;

/**
 * Distinct people, in the two sums of CBR 7 and 8. A person of whom both kinds were sent stands in both (the cautious
 * reading).
 *
 * @param nonSensitive of whom personal information that is not sensitive was sent: N
 * @param sensitive of whom sensitive personal information was sent, or who are under 14: S
 */
public record PeopleCount(long nonSensitive, long sensitive) {

    /** No person. */
    public static final PeopleCount NONE = new PeopleCount(0, 0);

    public PeopleCount {
        if (nonSensitive < 0 || sensitive < 0) {
            throw new IllegalArgumentException(
                    "Fewer than no people: " + nonSensitive + " non-sensitive, " + sensitive + " sensitive");
        }
    }

    /** Both sums added; the others have to be other people. */
    public PeopleCount plus(PeopleCount others) {
        return new PeopleCount(
                Math.addExact(nonSensitive, others.nonSensitive), Math.addExact(sensitive, others.sensitive));
    }

    /** Both sums less those of some of them. */
    PeopleCount without(PeopleCount some) {
        return new PeopleCount(nonSensitive - some.nonSensitive, sensitive - some.sensitive);
    }

    /** Whether both sums are at least the other's. */
    public boolean atLeast(PeopleCount other) {
        return nonSensitive >= other.nonSensitive && sensitive >= other.sensitive;
    }

    /** One of the two. */
    public long of(Kind kind) {
        return switch (kind) {
            case NON_SENSITIVE -> nonSensitive;
            case SENSITIVE -> sensitive;
        };
    }

    /** Which of the two sums. */
    public enum Kind {
        /** N. */
        NON_SENSITIVE,
        /** S. */
        SENSITIVE
    }
}
