package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pairs of bounds that no value keeps. A rule for each of them would be right, and every row wrong. */
final class ContradictoryBounds {

    private final YamlMap options;
    private final DataType type;
    private final ZoneId zone;
    private final Problems problems;

    private ContradictoryBounds(YamlMap options, DataType type, ZoneId zone, Problems problems) {
        this.options = options;
        this.type = type;
        this.zone = zone;
        this.problems = problems;
    }

    /**
     * Reports every pair in a column's {@code logicalTypeOptions} that leaves no value.
     *
     * @param zone of bounds without an offset
     */
    static void check(YamlMap options, DataType type, ZoneId zone, Problems problems) {
        ContradictoryBounds contradictions = new ContradictoryBounds(options, type, zone, problems);
        contradictions.pairs(
                contradictions.bounds("minimum", "exclusiveMinimum", Edge.LEAST),
                contradictions.bounds("maximum", "exclusiveMaximum", Edge.GREATEST));
        for (String noun : List.of("Length", "Items")) {
            contradictions.pairs(contradictions.size("min" + noun), contradictions.size("max" + noun));
        }
    }

    private enum Edge {
        LEAST,
        GREATEST
    }

    /**
     * The least or the greatest value.
     *
     * @param excluded whether the value itself is outside
     */
    private record Bound<T extends Comparable<T>>(String key, T value, boolean excluded, Place place, String written) {}

    private <T extends Comparable<T>> void pairs(List<Bound<T>> lower, List<Bound<T>> upper) {
        for (Bound<T> least : lower) {
            for (Bound<T> greatest : upper) {
                int order = least.value().compareTo(greatest.value());
                if (order > 0 || (order == 0 && (least.excluded() || greatest.excluded()))) {
                    problems.add(
                            Code.INVALID_VALUE,
                            least.place(),
                            "'" + least.key() + "' is " + least.written() + ", and '" + greatest.key() + "' is "
                                    + greatest.written(),
                            "no value is within both",
                            "put one of them right");
                    return;
                }
            }
        }
    }

    private List<Bound<BigDecimal>> size(String key) {
        return options.scalar(key)
                .flatMap(scalar ->
                        scalar.number().map(number -> new Bound<>(key, number, false, scalar.place(), scalar.text())))
                .map(List::of)
                .orElse(List.of());
    }

    private List<Bound<Position>> bounds(String included, String excluded, Edge edge) {
        List<Bound<Position>> bounds = new ArrayList<>();
        options.scalar(included)
                .flatMap(scalar -> bound(included, scalar, false, edge))
                .ifPresent(bounds::add);
        options.scalar(excluded)
                .flatMap(scalar -> bound(excluded, scalar, true, edge))
                .ifPresent(bounds::add);
        if (type instanceof DataType.Int64) {
            options.text("format")
                    .flatMap(format -> OdcsFormats.range(format.text())
                            .map(range -> new Bound<>(
                                    "format",
                                    new Position(
                                            Optional.of(new BigDecimal(
                                                    range.split(" AND ", -1)[edge == Edge.LEAST ? 0 : 1])),
                                            ""),
                                    false,
                                    format.place(),
                                    format.text())))
                    .ifPresent(bounds::add);
        }
        return bounds;
    }

    private Optional<Bound<Position>> bound(String key, YamlScalar scalar, boolean excluded, Edge edge) {
        Optional<String> literal = SqlWriter.literal(type, scalar, zone);
        if (literal.isEmpty()) {
            return Optional.empty(); // reported where its rule is made
        }
        Optional<BigDecimal> number = scalar.number();
        if (number.isPresent() && type instanceof DataType.Int64) {
            return Optional.of(new Bound<>(
                    key,
                    new Position(Optional.of(whole(number.get(), excluded, edge)), ""),
                    false,
                    scalar.place(),
                    scalar.text()));
        }
        return Optional.of(new Bound<>(
                key,
                new Position(number, number.isPresent() ? "" : literal.get()),
                excluded,
                scalar.place(),
                scalar.text()));
    }

    /** The first whole number that is within the bound. */
    private static BigDecimal whole(BigDecimal number, boolean excluded, Edge edge) {
        BigDecimal near = number.setScale(0, edge == Edge.LEAST ? RoundingMode.CEILING : RoundingMode.FLOOR);
        boolean outside = excluded && near.compareTo(number) == 0;
        return outside ? near.add(edge == Edge.LEAST ? BigDecimal.ONE : BigDecimal.ONE.negate()) : near;
    }

    /** A number, or the literal of a date or a time, which sorts as these do. */
    private record Position(Optional<BigDecimal> number, String literal) implements Comparable<Position> {
        @Override
        public int compareTo(Position other) {
            return number.isPresent() && other.number.isPresent()
                    ? number.get().compareTo(other.number.get())
                    : literal.compareTo(other.literal);
        }
    }
}
