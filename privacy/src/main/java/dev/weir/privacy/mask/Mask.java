package dev.weir.privacy.mask;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.privacy.keys.MacAlgorithm;
import dev.weir.privacy.mask.text.CanonicalText;
import dev.weir.privacy.mask.text.TextMask;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What becomes of the values of a column at release or export. A NULL stays NULL under each of them. Most put text in
 * place of the value's canonical text ({@link CanonicalText}, {@link TextMask}); {@link #outcome()} says which.
 */
public sealed interface Mask {

    /** The method's name in files. */
    MaskMethod method();

    /** What the column is after the mask. */
    default Outcome outcome() {
        return method().outcome();
    }

    /** Answers by the case at hand. */
    <R> R match(Cases<R> cases);

    /**
     * Whether this mask tells no more of a value than the other: whoever has the other's answers, and no key, learns nothing
     * from its own, but where it reads a way of writing a value that the other does not. A partial order, up to masks that
     * tell as much: of two that cannot be compared neither is.
     */
    default boolean isAtLeastAsCoarseAs(Mask other) {
        return match(new Coarseness(other));
    }

    /** What is left of the values. */
    Left left();

    /** Whether the values stay as they are. */
    default boolean keeps() {
        return left() == Left.ALL;
    }

    /** Whether nothing of the values is left. */
    default boolean leavesNothing() {
        return left() == Left.NOTHING;
    }

    /** Whether one constant is left of all values, or nothing. */
    default boolean isConstant() {
        return left() == Left.CONSTANT || left() == Left.NOTHING;
    }

    /** Whether equal values stay equal, and different ones different. */
    default boolean keepsApart() {
        return left() == Left.ALL || left() == Left.EQUALITY;
    }

    /** Whether dates are moved, for each subject by days of its own. */
    default boolean shifts() {
        return method() == MaskMethod.SHIFT;
    }

    /** The pseudonym domain that several products share; empty where there is none. */
    default Optional<String> sharedDomain() {
        return Optional.empty();
    }

    /** The same mask in the product's own pseudonym domain. */
    default Mask withoutSharedDomain() {
        return this;
    }

    /** As people write it, every parameter told. */
    default MaskChoice written() {
        return match(new MaskWriter());
    }

    /** For people: the method, and its parameters where they are not what the method alone means, as in
     * {@code generalise (to year)}. */
    default String display() {
        MaskChoice written = written();
        return equals(MaskWriter.DEFAULTS.get(method()))
                ? written.method()
                : written.parameters().entrySet().stream()
                        .map(parameter -> parameter.getKey() + " " + parameter.getValue())
                        .collect(Collectors.joining(", ", written.method() + " (", ")"));
    }

    /**
     * The mask of that name, with its defaults.
     *
     * @throws IllegalArgumentException when there is no such method
     */
    static Mask parse(String method) {
        try {
            return MaskParser.parse(new MaskChoice(method, Map.of()), Place.of("mask"));
        } catch (ProblemsException e) {
            throw new IllegalArgumentException("No mask '" + method + "'", e);
        }
    }

    /**
     * The mask that somebody wrote.
     *
     * @throws ProblemsException when there is no such method or parameter
     */
    static Mask parse(MaskChoice choice, Place place) {
        return MaskParser.parse(choice, place);
    }

    /** What a mask leaves of the values of a column. */
    enum Left {
        /** The values. */
        ALL,
        /** Which values are equal, and no more than a length besides. */
        EQUALITY,
        /** Something of each value, which may be the same of different ones. */
        PARTS,
        /** One constant of all. */
        CONSTANT,
        /** Nothing. */
        NOTHING
    }

    /** What a column is after a mask. */
    enum Outcome {
        /** It is not there. */
        NONE,
        /** It has the type that it had. */
        SAME,
        /** It is text. */
        TEXT
    }

    /** The values as they are. */
    record Keep() implements Mask {
        @Override
        public MaskMethod method() {
            return MaskMethod.KEEP;
        }

        @Override
        public Left left() {
            return Left.ALL;
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
        public Left left() {
            return Left.NOTHING;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.drop(this);
        }
    }

    /** NULL in place of each value; the column stays, with its type. */
    record Nullify() implements Mask {
        @Override
        public MaskMethod method() {
            return MaskMethod.NULLIFY;
        }

        @Override
        public Left left() {
            return Left.NOTHING;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.nullify(this);
        }
    }

    /**
     * The category's code in brackets ({@link Redaction}), in place of each value or only of what is found in it; text.
     *
     * @param extent the whole value, or the identifiers that are found inside it
     */
    record Redact(Extent extent) implements Mask {
        public Redact {
            requireNonNull(extent, "extent");
        }

        @Override
        public MaskMethod method() {
            return MaskMethod.REDACT;
        }

        @Override
        public Left left() {
            return extent == Extent.WHOLE ? Left.CONSTANT : Left.PARTS;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.redact(this);
        }

        /** How much of a value is redacted. */
        public enum Extent {
            WHOLE,
            SPANS
        }
    }

    /**
     * The first and last characters, stars between them; text, for display: it is still personal information and never leaves
     * the country.
     *
     * @param first characters (code points) kept at the start
     * @param last characters kept at the end
     */
    record Partial(int first, int last) implements Mask {
        public Partial {
            if (first < 0 || last < 0) {
                throw new IllegalArgumentException("A mask keeps no fewer than 0 characters");
            }
        }

        @Override
        public MaskMethod method() {
            return MaskMethod.PARTIAL;
        }

        @Override
        public Left left() {
            return Left.PARTS;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.partial(this);
        }
    }

    /**
     * A keyed hash in place of each value ({@link Pseudonymiser}); text. Still personal information (PIPL 73).
     *
     * @param algorithm the keyed hash function
     * @param domain the name of a pseudonym domain that several products declare to share; empty for the product's own
     */
    record Pseudonymise(MacAlgorithm algorithm, Optional<String> domain) implements Mask {
        public Pseudonymise {
            requireNonNull(algorithm, "algorithm");
            requireNonNull(domain, "domain");
        }

        @Override
        public MaskMethod method() {
            return MaskMethod.PSEUDONYMISE;
        }

        @Override
        public Left left() {
            return Left.EQUALITY;
        }

        @Override
        public Optional<String> sharedDomain() {
            return domain;
        }

        @Override
        public Mask withoutSharedDomain() {
            return new Pseudonymise(algorithm, Optional.empty());
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.pseudonymise(this);
        }
    }

    /**
     * A ciphertext in place of each value, which the key's owner can undo; text. Still personal information (PIPL 73).
     *
     * @param form whether the value's format is kept
     * @param cipher AES or SM4
     * @param kept leading characters that stay clear, where the format is kept
     */
    record Encrypt(Form form, BlockCipher cipher, int kept) implements Mask {
        public Encrypt {
            requireNonNull(form, "form");
            requireNonNull(cipher, "cipher");
            if (kept < 0) {
                throw new IllegalArgumentException("A mask keeps no fewer than 0 characters");
            }
        }

        @Override
        public MaskMethod method() {
            return MaskMethod.ENCRYPT;
        }

        /** A number whose format is kept does not stay apart: values that have no such format all become one constant. */
        @Override
        public Left left() {
            return form == Form.ANY ? Left.EQUALITY : Left.PARTS;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.encrypt(this);
        }

        /** What a ciphertext looks like. */
        public enum Form {
            /** As the value: FF1 (NIST SP 800-38G) over its digits. */
            KEPT,
            /** Base64 of nonce, ciphertext and tag: SM4 or AES in GCM. */
            ANY
        }

        /** The block cipher. */
        public enum BlockCipher {
            AES,
            SM4
        }
    }

    /**
     * Something coarser in place of each value; text.
     *
     * @param to how coarse
     */
    record Generalise(Generalisation to) implements Mask {
        public Generalise {
            requireNonNull(to, "to");
        }

        @Override
        public MaskMethod method() {
            return MaskMethod.GENERALISE;
        }

        @Override
        public Left left() {
            return Left.PARTS;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.generalise(this);
        }
    }

    /**
     * Dates moved by a number of days that is constant for each subject ({@link DateShift}), so that intervals stay; type and
     * time of day stay too.
     *
     * @param least days that each is moved by; no more than 364 further
     */
    record Shift(int least) implements Mask {
        private static final int FARTHEST = 100_000;

        public Shift {
            if (least < 1 || least > FARTHEST) {
                throw new IllegalArgumentException("Dates are moved by 1 to " + FARTHEST + " days at least");
            }
        }

        /** By a year at most. */
        public Shift() {
            this(1);
        }

        @Override
        public MaskMethod method() {
            return MaskMethod.SHIFT;
        }

        @Override
        public Left left() {
            return Left.PARTS;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.shift(this);
        }
    }

    /**
     * The first characters only; text.
     *
     * @param length characters (code points) that stay, at least 1
     */
    record Truncate(int length) implements Mask {
        public Truncate {
            if (length < 1) {
                throw new IllegalArgumentException("A mask that truncates keeps at least 1 character");
            }
        }

        @Override
        public MaskMethod method() {
            return MaskMethod.TRUNCATE;
        }

        @Override
        public Left left() {
            return Left.PARTS;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.truncate(this);
        }
    }

    /** A made-up value of the same kind, keyed and stable; text. The released schema says that it is synthetic. */
    record Surrogate() implements Mask {
        @Override
        public MaskMethod method() {
            return MaskMethod.SURROGATE;
        }

        @Override
        public Left left() {
            return Left.PARTS;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.surrogate(this);
        }
    }

    /** One answer for each mask. */
    interface Cases<R> {
        R keep(Keep mask);

        R drop(Drop mask);

        R nullify(Nullify mask);

        R redact(Redact mask);

        R partial(Partial mask);

        R pseudonymise(Pseudonymise mask);

        R encrypt(Encrypt mask);

        R generalise(Generalise mask);

        R shift(Shift mask);

        R truncate(Truncate mask);

        R surrogate(Surrogate mask);
    }
}
