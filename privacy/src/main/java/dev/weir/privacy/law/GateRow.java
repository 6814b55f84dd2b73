package dev.weir.privacy.law;

import dev.weir.contracts.TransferMechanism;
import dev.weir.contracts.text.Word;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A row of the gate's table. The first row that decides wins.
 *
 * @param id of the row
 * @param rule that it belongs to; several rows may be one rule
 * @param when it bears: all of these have to hold
 * @param onlyIf a setting that switches it on; empty when it is always on
 * @param consequence what follows from it
 * @param articles where it is written; none where it is our own
 * @param note for people; may be empty
 */
public record GateRow(
        String id,
        String rule,
        List<Condition> when,
        Optional<CounselSetting> onlyIf,
        Consequence consequence,
        List<String> articles,
        String note) {

    public GateRow {
        when = List.copyOf(when);
        articles = List.copyOf(articles);
    }

    /**
     * What follows where a row bears.
     *
     * @param needs mechanisms, any of which would do; none when the row needs none
     * @param then what follows: at once, or where one of {@code needs} is held; where none is, the row denies
     * @param asks what tables show as the mechanism
     */
    public record Consequence(List<Alternative> needs, Then then, Asks asks) {
        public Consequence {
            needs = List.copyOf(needs);
        }
    }

    /** Whether a row lets a transfer through. */
    public enum Then implements Word {
        ALLOW,
        DENY,
        /** The next row is looked at. */
        CONTINUE
    }

    /**
     * What tables show as the mechanism.
     *
     * @param word the text; the fact's key where a fact's value is shown
     * @param fact the fact whose value is shown, if it is one
     */
    public record Asks(String word, Optional<GateFact> fact) {
        /** Nothing is needed. */
        public static final String NOTHING = "NONE";

        /** Nothing helps. */
        public static final String HOPELESS = "-";
    }

    /**
     * Mechanisms that would do together.
     *
     * @param all of them have to be held
     * @param onlyIf a setting that allows it; empty when it always is
     * @param when it does: all of these have to hold
     */
    public record Alternative(Set<TransferMechanism.Type> all, Optional<CounselSetting> onlyIf, List<Condition> when) {
        public Alternative {
            if (all.isEmpty()) {
                throw new IllegalArgumentException("An alternative has at least one mechanism");
            }
            all = Collections.unmodifiableSet(EnumSet.copyOf(all));
            when = List.copyOf(when);
        }
    }

    /** What has to hold for a row to bear. */
    public sealed interface Condition {

        /** Calls the case that fits. */
        default <R> R match(
                Function<AnyUnknown, R> unknown,
                Function<Is, R> is,
                Function<IsNot, R> isNot,
                Function<AtLeast, R> atLeast,
                Function<AnyOf, R> anyOf) {
            if (this instanceof AnyUnknown condition) {
                return unknown.apply(condition);
            } else if (this instanceof Is condition) {
                return is.apply(condition);
            } else if (this instanceof IsNot condition) {
                return isNot.apply(condition);
            }
            return this instanceof AtLeast condition ? atLeast.apply(condition) : anyOf.apply((AnyOf) this);
        }
    }

    /** Some fact is unknown. */
    public record AnyUnknown() implements Condition {}

    /** A fact is one of these words. */
    public record Is(GateFact fact, List<String> words) implements Condition {
        public Is {
            words = List.copyOf(words);
        }
    }

    /** A fact is none of these words. */
    public record IsNot(GateFact fact, List<String> words) implements Condition {
        public IsNot {
            words = List.copyOf(words);
        }
    }

    /** So many people, the ledger's and this transfer's, have gone since 1 January. */
    public record AtLeast(Counted counted, Provisions.Threshold threshold) implements Condition {}

    /** One of several holds, each of which is a list that has to hold whole. */
    public record AnyOf(List<List<Condition>> options) implements Condition {
        public AnyOf {
            options = options.stream().map(List::copyOf).toList();
        }
    }

    /** Whom a count is of. */
    public enum Counted {
        /** People with personal information that is not sensitive. */
        N,
        /** People with sensitive personal information. */
        S
    }
}
