package dev.weir.contracts.release;

import dev.weir.contracts.Dimension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The arithmetic of {@link Score}: every mark has its share of the product, which is the product of its shares in its
 * dimension, its table and the product. Marks are summed in one order, so the order of rules changes no digit.
 */
final class Scoring {

    private static final double FULL = 100;
    private static final double LAST_DIGIT = 1e-11;
    /** The mean's part of the product; the worst table has the rest. */
    private static final double OF_THE_MEAN = 0.5;

    private static final Comparator<RuleScore> ORDER = Comparator.comparing(RuleScore::table)
            .thenComparing(RuleScore::dimension)
            .thenComparing(RuleScore::rule)
            .thenComparing(RuleScore::severity)
            .thenComparing(RuleScore::value);

    private Scoring() {}

    static Score score(List<RuleScore> marks, List<Score.Unjudged> unjudged) {
        Map<RuleScore.TableName, Map<Dimension, List<RuleScore>>> tables = new TreeMap<>();
        marks.stream()
                .sorted(ORDER)
                .forEach(mark -> tables.computeIfAbsent(mark.table(), name -> new EnumMap<>(Dimension.class))
                        .computeIfAbsent(mark.dimension(), dimension -> new ArrayList<>())
                        .add(mark));
        if (tables.isEmpty()) {
            return new Score(OptionalDouble.empty(), List.of(), List.of(), unjudged);
        }
        List<Score.TableScore> scores = new ArrayList<>();
        tables.forEach((name, dimensions) -> scores.add(table(name, dimensions, 1, new ArrayList<>())));
        double least =
                scores.stream().mapToDouble(Score.TableScore::points).min().orElse(FULL);
        long worst = scores.stream().filter(score -> isLeast(score, least)).count();
        long released = scores.stream()
                .filter(score -> score.kind() == Score.Kind.PRODUCT)
                .count();
        List<Score.Loss> losses = new ArrayList<>();
        double lost = 0;
        int next = 0;
        for (Map.Entry<RuleScore.TableName, Map<Dimension, List<RuleScore>>> table : tables.entrySet()) {
            Score.TableScore score = scores.get(next++);
            double share = (score.kind() == Score.Kind.PRODUCT ? OF_THE_MEAN / released : 0)
                    + (isLeast(score, least) ? (released == 0 ? 1 : 1 - OF_THE_MEAN) / worst : 0);
            if (share > 0) {
                table(table.getKey(), table.getValue(), share, losses);
                lost += share * (FULL - score.points());
            }
        }
        losses.sort(Comparator.comparingDouble(Score.Loss::points)
                .reversed()
                .thenComparing(Score.Loss::table)
                .thenComparing(Score.Loss::rule));
        return new Score(OptionalDouble.of(within(FULL - lost)), scores, losses, unjudged);
    }

    /** Several that differ in the last digit of a sum are worst together. */
    private static boolean isLeast(Score.TableScore score, double least) {
        return score.points() - least < LAST_DIGIT;
    }

    private static Score.TableScore table(
            RuleScore.TableName name,
            Map<Dimension, List<RuleScore>> dimensions,
            double share,
            List<Score.Loss> losses) {
        double whole = dimensions.keySet().stream().mapToInt(Score::weight).sum();
        List<Score.DimensionScore> scores = new ArrayList<>();
        double lost = 0;
        for (Map.Entry<Dimension, List<RuleScore>> dimension : dimensions.entrySet()) {
            double part = Score.weight(dimension.getKey()) / whole;
            Score.DimensionScore score = dimension(dimension.getKey(), dimension.getValue(), share * part, losses);
            scores.add(score);
            lost += part * (FULL - score.points());
        }
        return new Score.TableScore(name.name(), name.kind(), within(FULL - lost), scores);
    }

    private static Score.DimensionScore dimension(
            Dimension dimension, List<RuleScore> marks, double share, List<Score.Loss> losses) {
        double whole = marks.stream().mapToInt(RuleScore::weight).sum();
        double lost = 0;
        for (RuleScore mark : marks) {
            double points = FULL * (mark.weight() / whole) * (1 - mark.value());
            lost += points;
            if (mark.value() < 1) {
                losses.add(new Score.Loss(
                        mark.rule(), mark.table().name(), share * points, mark.found(), mark.standing()));
            }
        }
        return new Score.DimensionScore(dimension, within(FULL - lost), marks.size());
    }

    /** What the last digit of a sum may overshoot. */
    private static double within(double points) {
        return Math.max(0, Math.min(FULL, points));
    }
}
