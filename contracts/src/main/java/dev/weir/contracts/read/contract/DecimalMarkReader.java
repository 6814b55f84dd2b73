package dev.weir.contracts.read.contract;

import dev.weir.contracts.Column.DecimalMark;
import dev.weir.contracts.Problems;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import java.util.Optional;

/** Reads what {@code weirRead} says of a column of numbers: the mark between their whole part and their fraction. */
final class DecimalMarkReader {

    /** The {@code logicalType} of numbers with fractions. */
    static final String NUMBER = "number";

    private static final Field<DecimalMark> MARK = Field.optional("decimal", FieldKinds.oneOf(DecimalMark.class));
    private static final Shape READ = Shape.of("weirRead of a column of numbers", "Weir", MARK);

    private DecimalMarkReader() {}

    /** What a column says of it; empty where its type has no fractions, or nothing is said. */
    static Optional<YamlNode> written(YamlMap column) {
        return column.textOrEmpty("logicalType").equals(NUMBER)
                ? WeirProperties.of(column, WeirProperties.READ)
                : Optional.empty();
    }

    static DecimalMark read(YamlMap column, Problems problems) {
        Optional<YamlNode> written = written(column);
        written.ifPresent(read -> READ.check(read, problems));
        return written.filter(YamlMap.class::isInstance)
                .flatMap(read -> MARK.in((YamlMap) read))
                .orElse(DecimalMark.POINT);
    }
}
