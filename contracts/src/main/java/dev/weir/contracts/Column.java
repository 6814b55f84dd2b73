package dev.weir.contracts;

import dev.weir.contracts.naming.CitedTerm;
import java.util.List;
import java.util.Optional;

/**
 * A column of a source's or a product's table.
 *
 * @param name its name in the table
 * @param type its type; for a product the clear one, before any mask
 * @param presence whether NULL is allowed
 * @param meaning what it holds, for people and for the law
 * @param origin how its value comes about
 * @param place where the contract states it
 * @param id ODCS's own id of it, which stays when the column gets another name
 */
public record Column(
        String name,
        DataType type,
        Presence presence,
        Meaning meaning,
        Origin origin,
        Place place,
        Optional<String> id) {

    /** A column without an id. */
    public Column(String name, DataType type, Presence presence, Meaning meaning, Origin origin, Place place) {
        this(name, type, presence, meaning, origin, place, Optional.empty());
    }

    public Column {
        if (name.isBlank()) {
            throw new IllegalArgumentException("Column without a name at " + place);
        }
    }

    /** Whether NULL is allowed. */
    public enum Presence {
        REQUIRED,
        OPTIONAL
    }

    /** What becomes of a value that does not parse as its type. */
    public enum OnBadValue {
        /** The record goes to the source's quarantine. */
        QUARANTINE,
        /** The value becomes NULL, and is counted. */
        NULL_AND_WARN
    }

    /** What stands between the whole part of a number and its fraction. */
    public enum DecimalMark {
        POINT,
        COMMA
    }

    /**
     * What a column holds.
     *
     * @param description for people; empty when the contract gives none
     * @param category the code of facts and law, such as {@code MRN}; {@code NONE} is not about a person; empty when the
     *     contract does not say (allowed for sources only)
     * @param mask {@code weirMask}: the method and its parameters, where it differs from the category's default
     * @param unit {@code weirUnit}, in UCUM
     * @param quasiIdentifier {@code weirQuasiIdentifier}: whether it helps to single a person out together with others
     * @param terms {@code authoritativeDefinitions} of business: what it stands for
     */
    public record Meaning(
            String description,
            Optional<String> category,
            Optional<MaskChoice> mask,
            Optional<String> unit,
            Optional<QuasiIdentifier> quasiIdentifier,
            List<CitedTerm> terms) {
        public Meaning {
            terms = List.copyOf(terms);
        }

        /** A column that is not declared a quasi-identifier. */
        public Meaning(
                String description, Optional<String> category, Optional<MaskChoice> mask, Optional<String> unit) {
            this(description, category, mask, unit, Optional.empty(), List.of());
        }
    }

    /**
     * A column that helps to single a person out together with others (GB/T 42460-2023): age, district, date.
     *
     * @param ladder ever coarser masks that may be taken where a group is too small; may be empty
     */
    public record QuasiIdentifier(List<MaskChoice> ladder) {
        public QuasiIdentifier {
            ladder = List.copyOf(ladder);
        }
    }

    /**
     * How a value comes about.
     *
     * @param physicalName the header or field name in the source's files; the column's name when none is given
     * @param nullValues further texts that mean NULL
     * @param onBadValue what becomes of a value that does not parse
     * @param mayBeMissing {@code weirMissing: allow}: whether a file without the column is read, with NULL in it
     * @param decimalMark {@code decimal} of {@code weirRead}: how its numbers are written
     * @param logic {@code transformLogic}: a Spark SQL expression over the table's inputs
     * @param logicSources {@code transformSourceObjects}
     */
    public record Origin(
            String physicalName,
            List<String> nullValues,
            OnBadValue onBadValue,
            boolean mayBeMissing,
            DecimalMark decimalMark,
            Optional<String> logic,
            List<String> logicSources) {

        /** Of a column that each file has, with a point in its fractions. */
        public Origin(
                String physicalName,
                List<String> nullValues,
                OnBadValue onBadValue,
                Optional<String> logic,
                List<String> logicSources) {
            this(physicalName, nullValues, onBadValue, false, DecimalMark.POINT, logic, logicSources);
        }

        public Origin {
            nullValues = List.copyOf(nullValues);
            logicSources = List.copyOf(logicSources);
        }
    }
}
