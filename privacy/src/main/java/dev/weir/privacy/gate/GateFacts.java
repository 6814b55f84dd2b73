package dev.weir.privacy.gate;

import dev.weir.privacy.law.GateFact;
import dev.weir.privacy.law.HeldMechanism;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of one transfer. A fact that is not given, or is given as a text that it does not take, is unknown.
 *
 * @param given texts, in the words of the gate's tables
 */
public record GateFacts(Map<GateFact, String> given) {

    public GateFacts {
        Map<GateFact, String> copy = new EnumMap<>(GateFact.class);
        copy.putAll(given);
        given = Collections.unmodifiableMap(copy);
    }

    /** What a fact is, in its own words; empty when it is unknown. */
    public Optional<String> known(GateFact fact) {
        String text = given.get(fact);
        return text != null && fact.accepts(text) ? Optional.of(text) : Optional.empty();
    }

    /** Whether a fact is that word. */
    boolean is(GateFact fact, String word) {
        return known(fact).filter(word::equals).isPresent();
    }

    /** The same facts but for one. */
    public GateFacts with(GateFact fact, String text) {
        Map<GateFact, String> changed = new EnumMap<>(GateFact.class);
        changed.putAll(given);
        changed.put(fact, text);
        return new GateFacts(changed);
    }

    /** The same facts with counts of people. */
    public GateFacts with(PeopleCounts counts) {
        return with(GateFact.LEDGER_YEAR, String.format(java.util.Locale.ROOT, "%04d", counts.year()))
                .with(GateFact.LEDGER_N, Long.toString(counts.ledgerN()))
                .with(GateFact.LEDGER_S, Long.toString(counts.ledgerS()))
                .with(GateFact.NEW_N, Long.toString(counts.newN()))
                .with(GateFact.NEW_S, Long.toString(counts.newS()));
    }

    /** The day of the transfer. */
    Optional<LocalDate> day() {
        return known(GateFact.EVAL_DATE).flatMap(GateFact::day);
    }

    /** The mechanisms that cover this transfer, whether they are still held or not. */
    Set<HeldMechanism> mechanisms() {
        return known(GateFact.MECHANISMS).flatMap(GateFact::held).orElse(Set.of());
    }

    /**
     * People of the ledger and of this transfer together. A ledger of another year counts for nothing: the law counts from
     * 1 January (CBR 7, CBR 8).
     *
     * @throws IllegalStateException when a fact that it needs is unknown
     */
    People people() {
        boolean sameYear = number(GateFact.LEDGER_YEAR)
                == day().orElseThrow(() -> new IllegalStateException("the day is unknown"))
                        .getYear();
        return new People(
                (sameYear ? number(GateFact.LEDGER_N) : 0) + number(GateFact.NEW_N),
                (sameYear ? number(GateFact.LEDGER_S) : 0) + number(GateFact.NEW_S));
    }

    long number(GateFact fact) {
        return Long.parseLong(known(fact).orElseThrow(() -> new IllegalStateException(fact.key() + " is unknown")));
    }

    /**
     * People since 1 January, this transfer included.
     *
     * @param n with personal information that is not sensitive
     * @param s with sensitive personal information
     */
    public record People(long n, long s) {}
}
