package dev.weir.privacy.mask;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.privacy.keys.MacAlgorithm;
import java.util.Map;

/** What becomes of the values of a column at release. A NULL stays NULL under each of them. */
public sealed interface Mask {

    /** The method's name in files. */
    MaskMethod method();

    /** Answers by the case at hand. */
    <R> R match(Cases<R> cases);

    /**
     * The mask of that name, with its defaults.
     *
     * @throws IllegalArgumentException when there is no such method, or it is not done yet
     */
    static Mask parse(String method) {
        try {
            return MaskParser.parse(new MaskChoice(method, Map.of()), Place.of("mask"));
        } catch (ProblemsException e) {
            throw new IllegalArgumentException("No mask '" + method + "'", e);
        }
    }

    /**
     * The mask that somebody wrote: {@code keep}, {@code drop}, {@code redact}, or {@code pseudonymise}, which takes the
     * parameter {@code algorithm} ({@code hmac-sha-256}, or {@code hmac-sm3}).
     *
     * @throws ProblemsException when there is no such method or parameter, or it is not done yet
     */
    static Mask parse(MaskChoice choice, Place place) {
        return MaskParser.parse(choice, place);
    }

    /** The values as they are. */
    record Keep() implements Mask {
        @Override
        public MaskMethod method() {
            return MaskMethod.KEEP;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.keep(this);
        }
    }

    /** No column. */
    record Drop() implements Mask {
        @Override
        public MaskMethod method() {
            return MaskMethod.DROP;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.drop(this);
        }
    }

    /** The category's code in brackets in place of each value ({@link Redaction}); the column becomes text. */
    record Redact() implements Mask {
        @Override
        public MaskMethod method() {
            return MaskMethod.REDACT;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.redact(this);
        }
    }

    /**
     * A keyed hash in place of each value ({@link Pseudonymiser}); the column becomes text. Still personal information
     * (PIPL 73).
     *
     * @param algorithm the keyed hash function
     */
    record Pseudonymise(MacAlgorithm algorithm) implements Mask {
        public Pseudonymise {
            requireNonNull(algorithm, "algorithm");
        }

        @Override
        public MaskMethod method() {
            return MaskMethod.PSEUDONYMISE;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.pseudonymise(this);
        }
    }

    /** One answer for each mask. */
    interface Cases<R> {
        R keep(Keep mask);

        R drop(Drop mask);

        R redact(Redact mask);

        R pseudonymise(Pseudonymise mask);
    }
}
