package dev.weir.jobs.verb.authoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.json.RuleFingerprint;
import dev.weir.contracts.text.NumberText;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ProductCommand;
import dev.weir.jobs.engine.backtest.BacktestResult;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@RequiresEngine
@Command(
        name = "backtest",
        description = {
            "Say what an edited rule file would have said of the last releases.",
            "Which would have been held, how many rows they would have, and how often each drift rule would have failed.",
            "The file stands for the one of the same contract; nothing is changed. Each answer says where it comes",
            "from; where a mask took it away, the command says so and does not guess.",
        },
        footerHeading = "%n@|bold Example|@%n",
        footer = {
            "  cp quality-rules/clinical/encounters.yaml edited.yaml     # edit it, then",
            "  weir backtest clinical --rules edited.yaml --last 10",
        })
public final class BacktestCommand extends ProductCommand {

    @Option(names = "--rules", paramLabel = "FILE", required = true, description = "The edited rule file.")
    private Path rules = Path.of("");

    @Option(
            names = "--last",
            paramLabel = "RELEASES",
            description = "How many releases, the newest first; default: ${DEFAULT-VALUE}.")
    private int last = 10;

    public BacktestCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (last < 1) {
            throw ProblemsException.usage(
                    "--last",
                    "'" + last + "' is no number of releases",
                    "fewer than one says nothing",
                    "give 1 or more");
        }
        BacktestReport tested = BacktestReport.of(desk(), product, rules, last);
        return print(() -> text(tested.result(), tested.replaced()), () -> json(tested.result(), tested.replaced()));
    }

    private void text(BacktestResult result, Optional<String> replaced) {
        terminal.result("@|bold " + product + "|@  with " + rules
                + replaced.map(" in the place of "::concat).orElse(" beside the rules that are there"));
        if (result.releases().isEmpty()) {
            terminal.plain("There is no release yet; 'weir check " + product + "' asks the sources as they lie.");
        }
        for (BacktestResult.Tested tested : result.releases()) {
            String would = switch (tested.would()) {
                case RELEASED -> "@|green would be released|@";
                case HELD -> "@|bold,red would have been held|@";
                case CANNOT_BE_TOLD -> "@|yellow cannot be answered|@";
            };
            terminal.result("\n@|bold " + product + "@" + tested.number() + "|@  " + DisplayText.time(tested.at())
                    + "  " + would + ", " + rows(tested) + "; " + tested.unchanged() + " rules as they were");
            tested.rules().forEach(this::rule);
        }
        if (!result.alarms().isEmpty()) {
            terminal.result("\n@|bold drift|@  how often each rule would have failed on these releases");
            result.alarms().forEach(this::rate);
        }
    }

    private void rate(BacktestResult.AlarmRate rate) {
        terminal.plain("  " + rate.rule().id() + "  "
                + (rate.judged() == 0
                        ? "nothing to compare with"
                        : rate.alarmed() + " of " + rate.judged() + " ("
                                + NumberText.percent(rate.alarmed(), rate.judged()) + ")"));
    }

    private static String rows(BacktestResult.Tested tested) {
        if (tested.rowsWould().isEmpty()) {
            return DisplayText.number(tested.rows()) + " rows then, how many it would have cannot be answered";
        }
        long would = tested.rowsWould().getAsLong();
        long more = would - tested.rows();
        return DisplayText.number(would) + " rows"
                + (more == 0
                        ? " as then"
                        : more > 0
                                ? ", " + DisplayText.number(more) + " more"
                                : ", " + DisplayText.number(-more) + " fewer");
    }

    private void rule(BacktestResult.Ruled ruled) {
        String name = "  " + ruled.rule().id() + " (" + ruled.change() + ", "
                + ruled.rule().severity() + ")";
        String then = ruled.then().map(verdict -> "then " + words(verdict)).orElse("");
        if (ruled.would().isPresent()) {
            terminal.plain(name + "  " + words(ruled.would().get()) + (then.isEmpty() ? "" : "; " + then) + "  [from "
                    + from(ruled.from()) + "]");
        } else if (ruled.change() == BacktestResult.Change.REMOVED) {
            terminal.plain(name + "  " + then);
        } else {
            terminal.plain(name + "  cannot be answered, because " + ruled.why().orElse("nothing answers it")
                    + (then.isEmpty() ? "" : "; " + then));
        }
    }

    private static String words(Verdict verdict) {
        return verdict.answer()
                + (verdict.rows().failed() > 0
                        ? ", " + DisplayText.number(verdict.rows().failed()) + " of "
                                + DisplayText.number(verdict.rows().evaluated()) + " rows"
                        : "");
    }

    private static String from(BacktestResult.From from) {
        return switch (from) {
            case RECORDED -> "the recorded verdict";
            case STATES -> "the stored states";
            case TABLE -> "the released table";
            case TABLE_AND_QUARANTINE -> "the released table and its quarantine";
            case NOWHERE -> "nowhere";
        };
    }

    private ObjectNode json(BacktestResult result, Optional<String> replaced) {
        ObjectNode json = Json.object().put("product", product).put("rules", rules.toString());
        replaced.ifPresent(file -> json.put("replaces", file));
        json.set("releases", Json.objects(result.releases(), BacktestCommand::tested));
        json.set(
                "drift",
                Json.objects(
                        result.alarms(),
                        rate -> Json.object()
                                .put("rule", rate.rule().id())
                                .put("table", rate.rule().table())
                                .put("alarmed", rate.alarmed())
                                .put("judged", rate.judged())));
        return json;
    }

    private static ObjectNode tested(BacktestResult.Tested tested) {
        ObjectNode node = Json.object()
                .put("release", tested.number())
                .put("released-at", tested.at().toString())
                .put("would", tested.would().toString())
                .put("rows", tested.rows());
        tested.rowsWould().ifPresent(rows -> node.put("rows-would", rows));
        node.put("rules-unchanged", tested.unchanged());
        node.set("rules", Json.objects(tested.rules(), BacktestCommand::ruled));
        return node;
    }

    private static ObjectNode ruled(BacktestResult.Ruled ruled) {
        ObjectNode node = Json.object()
                .put("rule", ruled.rule().id())
                .put("table", ruled.rule().table())
                .put("severity", ruled.rule().severity().toString())
                .put("change", ruled.change().toString())
                .put("fingerprint", RuleFingerprint.of(ruled.rule()));
        ruled.then().ifPresent(verdict -> node.set("then", verdict(verdict)));
        ruled.would().ifPresent(verdict -> node.set("would", verdict(verdict)));
        if (ruled.change() != BacktestResult.Change.REMOVED) {
            node.put("from", ruled.from().toString());
        }
        ruled.why().ifPresent(why -> node.put("cannot-be-told", why));
        return node;
    }

    private static ObjectNode verdict(Verdict verdict) {
        return Json.object()
                .put("verdict", verdict.answer().toString())
                .put("evaluated", verdict.rows().evaluated())
                .put("failed", verdict.rows().failed())
                .put("holds", verdict.holds())
                .put("explanation", verdict.explanation());
    }
}
