package dev.weir.privacy.mask;

import dev.weir.contracts.DataType;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.privacy.mask.text.CanonicalText;
import dev.weir.privacy.mask.text.Reversal;
import dev.weir.privacy.mask.text.TextMask;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What becomes of the values of a column at release or export. A NULL stays NULL under each of them. Most put text in
 * place of the value's canonical text ({@link CanonicalText}, {@link TextMask}); {@link #outcome()} has which. Every question
 * about a mask is asked here; no code asks which one it is. A mask's equality is that of what is written of it.
 */
public interface Mask {

    /** How it is written. */
    MaskMethod<?> method();

    /** What is left of the values. */
    Preserved preserved();

    /** Why the values cannot be restored, as a clause; empty where the key's owner does ({@link #openInverse}). */
    Optional<String> irreversible();

    /** What the column is after the mask. */
    default Outcome outcome() {
        return Outcome.TEXT;
    }

    /** Whether a key decides what becomes of a value. */
    default boolean isKeyed() {
        return false;
    }

    /** Whether it is for eyes inside alone: what is left is enough to find people by. */
    default boolean isForDisplay() {
        return false;
    }

    /** Whether it looks for identifiers inside a text, and leaves all that it does not find. */
    default boolean searches() {
        return false;
    }

    /** What its answers are to a pseudonym of them. */
    default MaskRecipe.Values made() {
        return MaskRecipe.Values.WRITTEN;
    }

    /** Whether of two masks of this method the coarser reads what the finer has made, and answers as it would of the value. */
    default boolean readsItsOwn() {
        return false;
    }

    /** Whether it can be done to values of a type. */
    default boolean takes(DataType type) {
        return type instanceof DataType.Text;
    }

    /** Why it cannot be done to a column; empty where it can. */
    default Optional<MaskMismatch> misfit(MaskTarget target) {
        return takes(target.type())
                ? Optional.empty()
                : MaskMismatch.because(
                        "of type " + target.type().display() + " has the mask " + method().word(),
                        "it works on the characters of text",
                        "write another mask, or make the column a string");
    }

    /**
     * Whether this mask tells no more of a value than the other: a reader of the other's answers, without a key, learns nothing
     * from its own, but where it reads a way of writing a value that the other does not. A partial order, up to masks that
     * tell as much: of two that cannot be compared neither is. Everything tells no more than the value itself, and nothing no
     * more than anything. Between them only what holds of every value counts: a pseudonym and a city, or a shifted date and its
     * year, tell different things, and neither is the coarser.
     */
    default boolean isAtLeastAsCoarseAs(Mask other) {
        return switch (preserved()) {
            case NOTHING -> true;
            case CONSTANT -> !other.leavesNothing();
            case ALL, EQUALITY, PARTS -> other.keeps() || revealsNoMoreThan(other);
        };
    }

    /** The same of another that leaves neither all nor nothing; where nothing more can be shown it tells as much as itself. */
    default boolean revealsNoMoreThan(Mask other) {
        return equals(other);
    }

    /** The function on text, for one thread; of masks whose outcome is text. */
    default TextMask open(MaskRecipe recipe) {
        throw new IllegalStateException("The mask " + method().word() + " does not make text of text");
    }

    /** What undoes the mask, for one thread; of masks that have a way back. */
    default Reversal openInverse(MaskRecipe recipe) {
        throw new IllegalStateException("The mask " + method().word() + " cannot be undone");
    }

    /** By how much dates are moved, for one thread; of masks that shift. */
    default DateShift openShift(MaskRecipe recipe) {
        throw new IllegalStateException("The mask " + method().word() + " does not shift");
    }

    /** Whether the values stay as they are. */
    default boolean keeps() {
        return preserved() == Preserved.ALL;
    }

    /** Whether nothing of the values is left. */
    default boolean leavesNothing() {
        return preserved() == Preserved.NOTHING;
    }

    /** Whether one constant is left of all values, or nothing. */
    default boolean isConstant() {
        return preserved() == Preserved.CONSTANT || preserved() == Preserved.NOTHING;
    }

    /** Whether equal values stay equal, and different ones different. */
    default boolean isInjective() {
        return preserved() == Preserved.ALL || preserved() == Preserved.EQUALITY;
    }

    /** Whether what is left identifies a row's person: the value, or what a key has made of it. */
    default boolean identifiesPerson() {
        return keeps() || isKeyed();
    }

    /** Whether the key's owner gets the values back. */
    default boolean canBeUndone() {
        return irreversible().isEmpty();
    }

    /** Whether dates are moved, for each subject by days of its own. */
    default boolean shifts() {
        return outcome() == Outcome.MOVED;
    }

    /** The pseudonym domain that several products share; empty where there is none. */
    default Optional<String> sharedDomain() {
        return Optional.empty();
    }

    /** The same mask in the product's own pseudonym domain. */
    default Mask withoutSharedDomain() {
        return this;
    }

    /** As people write it, with every parameter. */
    default MaskChoice written() {
        return method().write(this);
    }

    /** For people: the method, and its parameters where they are not what the method alone means, as in
     * {@code generalise (to year)}. {@link MaskMethods#shown} reads it back. */
    default String display() {
        MaskChoice written = written();
        return method().usual().filter(this::equals).isPresent()
                ? written.method()
                : written.parameters().entrySet().stream()
                        .map(parameter -> parameter.getKey() + " " + parameter.getValue())
                        .collect(Collectors.joining(", ", written.method() + " (", ")"));
    }

    /** As a person would say it, such as {@code generalise to year}. */
    default String inWords() {
        return method().word();
    }

    /**
     * The mask of that name, with its defaults.
     *
     * @throws IllegalArgumentException when there is no such method
     */
    static Mask parse(String method) {
        try {
            return parse(new MaskChoice(method, Map.of()), Place.of("mask"));
        } catch (ProblemsException e) {
            throw new IllegalArgumentException("No mask '" + method + "'", e);
        }
    }

    /**
     * The mask that a file declares.
     *
     * @throws ProblemsException when there is no such method or parameter
     */
    static Mask parse(MaskChoice choice, Place place) {
        return MaskMethods.parse(choice, place);
    }

    /** The mask of a released column; empty where its manifest names none that there is: what that has left is unknown. */
    static Optional<Mask> of(ReleasedColumn column) {
        try {
            return Optional.of(
                    parse(new MaskChoice(column.mask().method(), column.mask().written()), Place.of("manifest")));
        } catch (ProblemsException e) {
            return Optional.empty();
        }
    }

    /** What a mask leaves of the values of a column. */
    enum Preserved {
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

    /** What a column is after a mask. The code that applies masks has an answer to each of them. */
    enum Outcome {
        /** It is not there. */
        NONE,
        /** It is as it was. */
        SAME,
        /** It has the type that it had, and no value. */
        NULL,
        /** It has the type that it had, a date's or a timestamp's, and other days. */
        MOVED,
        /** It is text. */
        TEXT
    }
}
