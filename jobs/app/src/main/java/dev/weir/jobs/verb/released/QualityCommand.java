package dev.weir.jobs.verb.released;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.QualityTrend.Point;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.Score;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.release.json.ScoreJson;
import dev.weir.jobs.cli.terminal.DamagedLogFiles;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.Sparkline;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.terminal.WaiverText;
import dev.weir.jobs.cli.workspace.ProductCommand;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "quality",
        description = {
            "Show a product's quality score and its trend, what lowers it, what is outside, and the waivers.",
            "Starts no Spark."
        })
public final class QualityCommand extends ProductCommand {

    private static final int LOSSES = 10;

    private final Sparkline sparkline = Sparkline.of(System.getenv());

    @Option(names = "--last", paramLabel = "N", description = "Releases in the trend; default: ${DEFAULT-VALUE}.")
    private int last = 20;

    public QualityCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (last < 1) {
            throw ProblemsException.usage(
                    "--last",
                    "--last " + last + " asks for no release",
                    "a trend needs one at least",
                    "write for example --last 20");
        }
        Quality quality = Quality.of(desk(), product, last);
        print(() -> text(quality), () -> json(quality));
        return DamagedLogFiles.print(terminal, quality.damaged());
    }

    private void text(Quality quality) {
        if (quality.record().isEmpty()) {
            if (!quality.damaged().isEmpty()) {
                return;
            }
            terminal.say("'" + quality.product() + "' has no run yet; 'weir run " + quality.product() + "' makes one.");
            return;
        }
        RunRecord record = quality.record().get();
        Score score = record.score();
        terminal.result("@|bold " + reference(quality.product(), record) + "|@  quality @|bold " + score.words()
                + "|@ of 100, " + DisplayText.time(record.run().ended()));
        quality.held()
                .filter(held -> !held.equals(record))
                .ifPresent(held -> terminal.plain("  the last run, of "
                        + DisplayText.time(held.run().ended()) + ", was held: it has "
                        + held.score().words()));
        trend(
                quality.trend().points().stream()
                        .mapToDouble(point -> point.score().orElse(Double.NaN))
                        .toArray(),
                Score::words);
        tables(score);
        losses(score);
        unjudged(score);
        outside(record, quality.trend().points());
        waivers(quality);
    }

    private static String reference(String product, RunRecord record) {
        return record.ending().release().isPresent()
                ? product + "@" + record.ending().release().getAsLong()
                : product + " (held, no release)";
    }

    private void trend(double[] numbers, DoubleFunction<String> words) {
        double[] known =
                Arrays.stream(numbers).filter(number -> !Double.isNaN(number)).toArray();
        if (known.length > 1) {
            terminal.plain("  " + sparkline.draw(numbers) + "  from " + words.apply(known[0]) + " to "
                    + words.apply(known[known.length - 1]) + " over " + numbers.length + " releases");
        }
    }

    private void tables(Score score) {
        if (score.tables().isEmpty()) {
            terminal.plain("  no rule was judged");
            return;
        }
        int width = score.tables().stream()
                .mapToInt(table -> table.table().length())
                .max()
                .orElse(0);
        terminal.out().println();
        for (Score.TableScore table : score.tables()) {
            List<String> dimensions = new ArrayList<>();
            table.dimensions().forEach(one -> dimensions.add(one.dimension() + " " + Score.words(one.points())));
            line(
                    table.table(),
                    width,
                    Score.words(table.points()),
                    String.join(", ", dimensions)
                            + (score.tables().size() > 1 && score.worst().equals(Optional.of(table))
                                    ? "  (the worst)"
                                    : ""));
        }
    }

    private void line(String name, int width, String score, String dimensions) {
        terminal.plain("  " + name + " ".repeat(width - name.length()) + "  "
                + " ".repeat(Math.max(0, 5 - score.length())) + score + "  " + dimensions);
    }

    private void losses(Score score) {
        if (score.losses().isEmpty()) {
            return;
        }
        terminal.result("\n@|bold What lowers it|@");
        for (Score.Loss loss : score.losses().stream().limit(LOSSES).toList()) {
            terminal.plain(String.format(Locale.ROOT, "  %7s  ", "-" + lost(loss.points())) + loss.rule()
                    + (loss.standing() == Score.Standing.WAIVED ? " (waived)" : "") + ": " + loss.found());
        }
        if (score.losses().size() > LOSSES) {
            terminal.plain("           and " + (score.losses().size() - LOSSES) + " more; --output json has all");
        }
    }

    private void unjudged(Score score) {
        if (score.unjudged().isEmpty()) {
            return;
        }
        terminal.result("\n@|bold Nothing to judge, and no part in the score|@");
        score.unjudged().forEach(rule -> terminal.plain("  " + rule.rule() + ": " + rule.why()));
    }

    /** Rounded up: nothing that costs shows as nothing. */
    private static String lost(double points) {
        return BigDecimal.valueOf(points).setScale(2, RoundingMode.UP).toPlainString();
    }

    private void outside(RunRecord record, List<Point> points) {
        List<String> where = new ArrayList<>();
        for (TableCount table : record.tables()) {
            if (table.quarantined() > 0) {
                where.add(table.table() + " " + DisplayText.number(table.quarantined()));
            }
        }
        for (SourceCount source : record.sources()) {
            if (source.unreadable() > 0) {
                where.add(source.table() + " " + DisplayText.number(source.unreadable()));
            }
        }
        terminal.result("\n@|bold Outside|@  " + DisplayText.count(record.quarantined(), "row") + " quarantined, "
                + DisplayText.count(record.unreadable(), "record") + " unreadable");
        trend(
                points.stream().mapToDouble(Point::outside).toArray(),
                number -> String.format(Locale.ROOT, "%,.0f", number));
        if (!where.isEmpty()) {
            terminal.plain("  " + String.join(", ", where));
        }
    }

    private void waivers(Quality quality) {
        if (quality.waivers().isEmpty()) {
            return;
        }
        terminal.result("\n@|bold Waivers|@");
        quality.waivers().forEach(waiver -> terminal.plain("  " + WaiverText.of(waiver, quality.today())));
    }

    /** {@code schemas/quality.schema.json}. */
    private static ObjectNode json(Quality quality) {
        ObjectNode node = Json.object().put("product", quality.product());
        quality.record().ifPresent(record -> node.set("now", run(record)));
        quality.held().ifPresent(held -> node.set("held", run(held)));
        node.set("trend", Json.objects(quality.trend().points(), QualityCommand::point));
        node.set("waivers", WaiverText.array(quality.waivers(), quality.today()));
        return DamagedLogFiles.in(node, quality.damaged());
    }

    private static ObjectNode point(Point point) {
        ObjectNode node = Json.object()
                .put("release", point.release())
                .put("released-at", point.ended().toString())
                .put("quarantined", point.quarantined())
                .put("unreadable", point.unreadable());
        point.score().ifPresent(score -> node.put("score", score));
        return node;
    }

    private static ObjectNode run(RunRecord record) {
        ObjectNode node = Json.object()
                .put("run", record.run().id())
                .put("outcome", record.ending().outcome().toString())
                .put("ended", record.run().ended().toString());
        record.ending().release().ifPresent(release -> node.put("release", release));
        node.set("score", ScoreJson.node(record.score()));
        ArrayNode outside = node.putArray("outside");
        record.tables().forEach(table -> outside.add(outside(table.table(), "product", table.quarantined())));
        record.sources().forEach(source -> outside.add(outside(source.table(), "source", source.unreadable())));
        return node;
    }

    private static ObjectNode outside(String table, String of, long rows) {
        return Json.object().put("table", table).put("of", of).put("rows", rows);
    }
}
