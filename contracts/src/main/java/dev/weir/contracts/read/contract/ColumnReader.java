package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Problems;
import dev.weir.contracts.naming.NamingStandard;
import dev.weir.contracts.yaml.YamlList;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a table's columns. */
final class ColumnReader {

    static final String NAME = "name";
    static final String ID = "id";
    static final String PHYSICAL_NAME = "physicalName";
    static final String DESCRIPTION = "description";
    static final String CLASSIFICATION = "classification";
    static final String REQUIRED = "required";
    static final String PRIMARY_KEY = "primaryKey";
    static final String TRANSFORM_LOGIC = "transformLogic";
    static final String TRANSFORM_SOURCES = "transformSourceObjects";

    private static final List<String> OF_WHOLE_COLUMNS = List.of(
            PRIMARY_KEY,
            "unique",
            "relationships",
            "quality",
            TRANSFORM_LOGIC,
            TRANSFORM_SOURCES,
            PHYSICAL_NAME,
            CLASSIFICATION);
    private static final String RESERVED = "_weir_";
    private static final String NULL_AND_WARN = "null-and-warn";

    private final Problems problems;
    private final TypeReader types;

    private final CitedTerms terms;

    ColumnReader(Problems problems, NamingStandard naming) {
        this.problems = problems;
        this.terms = new CitedTerms(naming, problems);
        this.types = new TypeReader(problems);
    }

    /** The column; empty when it has no name or no type, which is then among the problems. */
    Optional<Column> read(YamlMap node, ContractSide side) {
        Optional<DataType> type = types.read(node);
        Optional<YamlScalar> name = node.text(NAME);
        if (name.isEmpty()) {
            if (node.scalar(NAME).isPresent()) {
                problems.add(
                        Code.INVALID_VALUE,
                        node.placeOf(NAME),
                        "a column's name is blank",
                        "people and queries need it",
                        "give it a name");
            }
            return Optional.empty();
        }
        if (name.get().text().toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
            problems.add(
                    Code.INVALID_VALUE,
                    name.get().place(),
                    "the column is called '" + name.get().text() + "'",
                    "names that begin with '" + RESERVED + "' are Weir's own",
                    "give it another name");
        }
        Column.Meaning meaning = meaning(node, side);
        Column.Origin origin = origin(node, name.get().text(), side);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        inside(node);
        boolean required = node.isTrue(REQUIRED) || node.isTrue(PRIMARY_KEY);
        return Optional.of(new Column(
                name.get().text(),
                type.get(),
                required ? Column.Presence.REQUIRED : Column.Presence.OPTIONAL,
                meaning,
                origin,
                name.get().place(),
                node.text(ID).map(YamlScalar::text)));
    }

    /** Fields of objects and elements of arrays are typed and constrained; what else is said of them is not judged. */
    private void inside(YamlMap node) {
        List<YamlMap> parts = new ArrayList<>(node.maps("properties"));
        node.map("items").ifPresent(parts::add);
        for (YamlMap part : parts) {
            for (String key : OF_WHOLE_COLUMNS) {
                if (part.has(key)) {
                    problems.add(
                            Code.UNSUPPORTED,
                            part.placeOfKey(key),
                            "'" + key + "' stands inside the column '" + node.textOrEmpty(NAME) + "'",
                            "Weir judges it for whole columns only",
                            "make the field a column of its own, or take it out");
                }
            }
            for (String property : List.of(
                    WeirProperties.NULL_VALUES,
                    WeirProperties.ON_BAD_VALUE,
                    WeirProperties.MISSING,
                    WeirProperties.MASK,
                    WeirProperties.QUASI_IDENTIFIER)) {
                WeirProperties.of(part, property)
                        .ifPresent(value -> problems.add(
                                Code.UNSUPPORTED,
                                value.place(),
                                "'" + property + "' stands inside the column '" + node.textOrEmpty(NAME) + "'",
                                "it holds for whole columns only",
                                "state it on the column, or make the field a column of its own"));
            }
            inside(part);
        }
    }

    private Column.Meaning meaning(YamlMap node, ContractSide side) {
        Optional<YamlNode> mask = WeirProperties.of(node, WeirProperties.MASK);
        Optional<MaskChoice> choice = mask.isEmpty() ? Optional.empty() : MaskReader.read(mask.get(), problems);
        if (mask.isPresent() && side == ContractSide.SOURCE) {
            problems.add(
                    Code.INVALID_MASK,
                    mask.get().place(),
                    "'weirMask' stands on a source's column",
                    "masks are for what is released",
                    "move it to the product's column");
        }
        return new Column.Meaning(
                node.textOrEmpty(DESCRIPTION),
                node.text(CLASSIFICATION).map(YamlScalar::text),
                choice,
                WeirProperties.text(node, WeirProperties.UNIT, problems).map(YamlScalar::text),
                WeirProperties.of(node, WeirProperties.QUASI_IDENTIFIER).flatMap(this::quasiIdentifier),
                terms.of(node));
    }

    /** {@code true}, {@code false}, or a list of ever coarser masks. */
    private Optional<Column.QuasiIdentifier> quasiIdentifier(YamlNode value) {
        if (value instanceof YamlScalar scalar && scalar.sort() == YamlScalar.Sort.FLAG) {
            return scalar.text().equals("true") ? Optional.of(new Column.QuasiIdentifier(List.of())) : Optional.empty();
        }
        if (value instanceof YamlList list && !list.items().isEmpty()) {
            List<MaskChoice> ladder = new ArrayList<>();
            list.items().forEach(step -> MaskReader.read(step, problems).ifPresent(ladder::add));
            return Optional.of(new Column.QuasiIdentifier(ladder));
        }
        problems.add(
                Code.INVALID_VALUE,
                value.place(),
                "'" + WeirProperties.QUASI_IDENTIFIER + "' is " + value.describe(),
                "it is true, false, or a list of masks, each coarser than the one before",
                "write true");
        return Optional.empty();
    }

    private Column.Origin origin(YamlMap node, String name, ContractSide side) {
        Optional<YamlNode> nullValues = WeirProperties.of(node, WeirProperties.NULL_VALUES);
        Optional<YamlNode> onBadValue = WeirProperties.of(node, WeirProperties.ON_BAD_VALUE);
        if (side == ContractSide.PRODUCT) {
            nullValues.ifPresent(value -> sourcesOnly(value, WeirProperties.NULL_VALUES));
            onBadValue.ifPresent(value -> sourcesOnly(value, WeirProperties.ON_BAD_VALUE));
            DecimalMarkReader.written(node).ifPresent(value -> sourcesOnly(value, WeirProperties.READ));
            WeirProperties.of(node, WeirProperties.MISSING)
                    .ifPresent(value -> sourcesOnly(value, WeirProperties.MISSING));
        }
        boolean mayBeMissing = WeirProperties.word(node, WeirProperties.MISSING, List.of("block", "allow"), problems)
                .filter("allow"::equals)
                .isPresent();
        Optional<String> relaxed =
                WeirProperties.word(node, WeirProperties.ON_BAD_VALUE, List.of("quarantine", NULL_AND_WARN), problems);
        if (side == ContractSide.SOURCE && node.has(TRANSFORM_LOGIC)) {
            problems.add(
                    Code.INVALID_VALUE,
                    node.placeOf(TRANSFORM_LOGIC),
                    "'transformLogic' stands on a source's column",
                    "a source is read as it is",
                    "move it to the product's column");
        }
        return new Column.Origin(
                node.text(PHYSICAL_NAME).map(YamlScalar::text).orElse(name),
                nullValues.isEmpty() ? List.of() : texts(nullValues.get()),
                relaxed.filter(NULL_AND_WARN::equals).isPresent()
                        ? Column.OnBadValue.NULL_AND_WARN
                        : Column.OnBadValue.QUARANTINE,
                mayBeMissing,
                DecimalMarkReader.read(node, problems),
                node.text(TRANSFORM_LOGIC).map(YamlScalar::text),
                node.texts(TRANSFORM_SOURCES));
    }

    private List<String> texts(YamlNode value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof YamlList list) {
            for (YamlNode item : list.items()) {
                if (item instanceof YamlScalar scalar && scalar.sort() == YamlScalar.Sort.TEXT) {
                    texts.add(scalar.text());
                } else {
                    notTexts(item);
                }
            }
        } else {
            notTexts(value);
        }
        return texts;
    }

    private void notTexts(YamlNode value) {
        problems.add(
                Code.INVALID_VALUE,
                value.place(),
                "'weirNullValues' has " + value.describe(),
                "it is a list of the texts that mean NULL",
                "write each in quotes, such as [\"NA\", \"-9\"]");
    }

    private void sourcesOnly(YamlNode value, String property) {
        problems.add(
                Code.INVALID_VALUE,
                value.place(),
                "'" + property + "' stands on a product's column",
                "it says how a source's text is read",
                "move it to the source's column");
    }
}
