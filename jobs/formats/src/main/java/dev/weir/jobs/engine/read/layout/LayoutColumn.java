package dev.weir.jobs.engine.read.layout;

import dev.weir.jobs.engine.read.value.ValueType;
import java.io.Serializable;
import java.util.Optional;

/**
 * A column that a file seems to have.
 *
 * @param physicalName its name in the file, a path in JSON; empty where it is found by its position alone
 * @param label what the file calls it, to make a name of; empty where it has none, or one that may be a value
 * @param type what its values are, as far as the form of the file tells
 * @param proof what else may be found out from its values
 * @param description the file's comment; empty where there is none
 * @param about the code of the category that the definitions of its format give it, such as {@code GENE}; empty where they say
 *     nothing
 */
public record LayoutColumn(
        String physicalName, String label, ValueType type, Proof proof, String description, String about)
        implements Serializable {

    /** A column of whose meaning the definitions of its format say nothing. */
    public LayoutColumn(String physicalName, String label, ValueType type, Proof proof, String description) {
        this(physicalName, label, type, proof, description, "");
    }

    /** A column without a comment in the file. */
    public LayoutColumn(String physicalName, String label, ValueType type, Proof proof) {
        this(physicalName, label, type, proof, "");
    }

    /** What values can still tell about a type. */
    public enum Proof {
        /** A text may be of any type. */
        ANY,
        /** A text may be of any type, but digits are no date: cells of dates are dates. */
        CELLS,
        /** A text may be a date, a time or a timestamp, and no number. */
        TIMES,
        /** A text of digits may be a whole number, and is nothing else. */
        DIGITS,
        /** A text, of whose cells some are numbers that have lost digits: these are NULL, and a run counts them. */
        LOST,
        /** The file's own type stands. */
        GIVEN,
        /** There is no value in any record: another file's answer for the column holds. */
        UNSEEN
    }

    /** The same column, of which the definitions of its format say what it is about. */
    public LayoutColumn about(String category) {
        return new LayoutColumn(physicalName, label, type, proof, description, category);
    }

    /** Whether its format lays it down to the last sign, and it is about no person: there is no room for more, however long it is. */
    public boolean isLaidDown() {
        return about.equals("NONE") && proof == Proof.GIVEN;
    }

    /** The column of two files: empty where no type reads the values of both, or it is about something else in each. */
    Optional<LayoutColumn> with(LayoutColumn other) {
        if (!about.isEmpty() && !other.about.isEmpty() && !about.equals(other.about)) {
            return Optional.empty();
        }
        return typedAs(other).map(both -> both.about(about.isEmpty() ? other.about : about));
    }

    /** The column of two files whose records have all columns: empty where they differ in more than in lost digits. */
    Optional<LayoutColumn> alike(LayoutColumn other) {
        if (equals(other) || equals(other.lost())) {
            return Optional.of(this);
        }
        return lost().equals(other) ? Optional.of(other) : Optional.empty();
    }

    /** The same column, of whose cells some are numbers that have lost digits. */
    public LayoutColumn lost() {
        return new LayoutColumn(physicalName, label, type, Proof.LOST, description, about);
    }

    private Optional<LayoutColumn> typedAs(LayoutColumn other) {
        if (equals(other) || other.proof == Proof.UNSEEN) {
            return Optional.of(this);
        } else if (proof == Proof.UNSEEN) {
            return Optional.of(other);
        }
        return proof == other.proof
                ? CommonTextType.of(type, other.type)
                        .map(both -> new LayoutColumn(physicalName, label, both, proof, description))
                : Optional.empty();
    }
}
