package dev.weir.quality.drift;

import dev.weir.contracts.Rule;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.contracts.text.NumberText;
import dev.weir.privacy.law.WorkCalendar;
import dev.weir.quality.wording.VerdictNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Judges whether a release has as many rows as releases of such a day have had. An interval that was made twice counts once, as
 * it was made last. With too few to compare with there is nothing to judge.
 */
public final class RowCountJudge {

    private RowCountJudge() {}

    /**
     * The verdict of a rule about the number of rows.
     *
     * @param rule with a {@link Rule.Drift} by {@link Rule.Measure#ROW_COUNT}
     * @param current what the release brings
     * @param past what the releases of its baseline have brought, the oldest first
     * @param calendar of the law pack
     */
    public static Verdict judge(Rule rule, CountedRelease current, List<CountedRelease> past, WorkCalendar calendar) {
        if (!(rule.check() instanceof Rule.Drift drift) || drift.measure() != Rule.Measure.ROW_COUNT) {
            throw new IllegalArgumentException("Rule '" + rule.id() + "' is not about the number of rows");
        }
        DayKind kinds = new DayKind(drift.seasons(), calendar);
        String kind = kinds.of(current.day());
        List<Double> like = like(current, past).stream()
                .filter(release -> kinds.of(release.day()).equals(kind))
                .map(release -> (double) release.rows())
                .toList();
        String named = kind.equals("days") ? "releases" : kind;
        String unknown = kinds.lacks(current.day())
                ? "; the law pack has no holidays of " + current.day().getYear()
                : "";
        if (like.size() < RowCountForecast.FEWEST) {
            return Verdict.onNothing(
                    rule,
                    "A forecast needs " + RowCountForecast.FEWEST + " " + named + " to compare with, and there "
                            + (like.size() == 1 ? "is 1" : "are " + like.size()) + " among the last "
                            + VerdictNumbers.releases(past.size()) + unknown);
        }
        RowCountForecast forecast = RowCountForecast.of(like);
        Rule.Bound bound = drift.bound().orElseThrow();
        double deviations = forecast.deviations((double) current.rows());
        boolean holds = bound.holds(deviations);
        String sentence = NumberText.of((double) current.rows()) + " rows where " + NumberText.of(forecast.rows())
                + " were expected from " + like.size() + " " + named + ", give or take "
                + NumberText.of(forecast.deviation()) + "; that is as unusual as "
                + NumberText.of(deviations, bound.value()) + " standard deviations, "
                + (holds ? "not above " : "above ") + NumberText.exact(bound.value()) + unknown;
        Verdict verdict = new Verdict(rule, holds ? Answer.PASSED : Answer.FAILED, 0, 0, sentence);
        return verdict.withMetrics(Map.of("Dataset.*." + drift.measure(), deviations));
    }

    /** Those that are about as much as the current one, an interval once, and the current one's never. */
    private static List<CountedRelease> like(CountedRelease current, List<CountedRelease> past) {
        List<CountedRelease> like = new ArrayList<>();
        for (CountedRelease release : past) {
            if (release.isComparable(current) && !release.isAgain(current)) {
                like.removeIf(release::isAgain);
                like.add(release);
            }
        }
        return like;
    }
}
