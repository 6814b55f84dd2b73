package dev.weir.privacy.gate;

import static java.util.Objects.requireNonNull;

import dev.weir.privacy.law.Fact;
import dev.weir.privacy.law.HeldMechanism;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

    /** The facts that are unknown, in their order. What another fact contradicts is as unknown as what nobody says. */
    public List<Fact> unknown() {
        return Stream.of(Fact.values())
                .filter(fact -> known(fact).isEmpty() || contradiction(fact).isPresent())
                .toList();
    }

    /** What other facts say against a fact; empty where it agrees with them, or is unknown itself. */
    Optional<String> contradiction(Fact fact) {
        return switch (fact) {
            case HAS_PI -> is(Fact.HAS_PI, "N") ? peopleInIt() : Optional.empty();
            case LEDGER_YEAR ->
                day().filter(day -> known(Fact.LEDGER_YEAR)
                                .filter(year -> Integer.parseInt(year) > day.getYear())
                                .isPresent())
                        .map(day -> "that year comes after the day of the transfer, " + day);
            default -> Optional.empty();
        };
    }

    private Optional<String> peopleInIt() {
        return Stream.of(Fact.NEW_N, Fact.NEW_S)
                .filter(count -> known(count).isPresent() && number(count) > 0)
                .findFirst()
                .map(count -> "there are people in it, " + count.key() + " is " + number(count));
    }

    /** The same facts but for one. */
    public GateFacts with(Fact fact, String text) {
        Map<Fact, String> changed = new EnumMap<>(Fact.class);
        changed.putAll(given);
        changed.put(requireNonNull(fact, "fact"), requireNonNull(text, "text"));
        return new GateFacts(changed);
    }

    /** The same facts without one, which is then unknown. */
    public GateFacts without(Fact fact) {
        Map<Fact, String> changed = new EnumMap<>(Fact.class);
        changed.putAll(given);
        changed.remove(requireNonNull(fact, "fact"));
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

    private long number(Fact fact) {
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
