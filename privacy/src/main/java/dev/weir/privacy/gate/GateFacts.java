package dev.weir.privacy.gate;

import dev.weir.privacy.law.Fact;
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
public record GateFacts(Map<Fact, String> given) {

    public GateFacts {
        Map<Fact, String> copy = new EnumMap<>(Fact.class);
        copy.putAll(given);
        given = Collections.unmodifiableMap(copy);
    }

    /** What a fact is, in its own words; empty when it is unknown. */
    public Optional<String> known(Fact fact) {
        String text = given.get(fact);
        return text != null && fact.accepts(text) ? Optional.of(text) : Optional.empty();
    }

    /** Whether a fact is that word. */
    boolean is(Fact fact, String word) {
        return known(fact).filter(word::equals).isPresent();
    }

    /** The same facts but for one. */
    public GateFacts with(Fact fact, String text) {
        Map<Fact, String> changed = new EnumMap<>(Fact.class);
        changed.putAll(given);
        changed.put(fact, text);
        return new GateFacts(changed);
    }

    /** The same facts without one, which is then unknown. */
    public GateFacts without(Fact fact) {
        Map<Fact, String> changed = new EnumMap<>(Fact.class);
        changed.putAll(given);
        changed.remove(fact);
        return new GateFacts(changed);
    }

    /** The same facts with counts of people. */
    public GateFacts with(PeopleCounts counts) {
        return with(Fact.LEDGER_YEAR, String.format(java.util.Locale.ROOT, "%04d", counts.year()))
                .with(Fact.LEDGER_N, Long.toString(counts.ledgerN()))
                .with(Fact.LEDGER_S, Long.toString(counts.ledgerS()))
                .with(Fact.NEW_N, Long.toString(counts.newN()))
                .with(Fact.NEW_S, Long.toString(counts.newS()));
    }

    /** The day of the transfer. */
    Optional<LocalDate> day() {
        return known(Fact.EVAL_DATE).flatMap(Fact::day);
    }

    /** The mechanisms that cover this transfer, whether they are still held or not. */
    Set<HeldMechanism> mechanisms() {
        return known(Fact.MECHANISMS).flatMap(Fact::held).orElse(Set.of());
    }

    /**
     * People of the ledger and of this transfer together. A ledger of another year counts for nothing: the law counts from
     * 1 January (CBR 7, CBR 8).
     *
     * @throws IllegalStateException when a fact that it needs is unknown
     */
    People people() {
        boolean sameYear = number(Fact.LEDGER_YEAR)
                == day().orElseThrow(() -> new IllegalStateException("the day is unknown"))
                        .getYear();
        return new People(
                (sameYear ? number(Fact.LEDGER_N) : 0) + number(Fact.NEW_N),
                (sameYear ? number(Fact.LEDGER_S) : 0) + number(Fact.NEW_S));
    }

    long number(Fact fact) {
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
