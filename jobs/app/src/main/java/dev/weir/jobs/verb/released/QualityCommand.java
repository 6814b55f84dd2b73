package dev.weir.jobs.verb.released;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.cli.terminal.Damage;
import dev.weir.jobs.cli.terminal.Sparkline;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ProductCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows how good a product's data are, and have been. */
@Command(
        name = "quality",
        description = {
            "Show a product's quality score and its trend, what lowers it, what is outside, and the waivers.",
            "Starts no Spark."
        })
public final class QualityCommand extends ProductCommand {

    @Option(names = "--last", paramLabel = "N", description = "Releases in the trend; default: ${DEFAULT-VALUE}.")
    private int last = 20;

    public QualityCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (last < 1) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of("--last"),
                    "--last " + last + " asks for no release",
                    "a trend needs one at least",
                    "write for example --last 20");
        }
        Quality quality = Quality.of(desk(), product, last);
        print(
                () -> new QualityText(terminal, Sparkline.of(System.getenv())).print(quality),
                () -> QualityJson.of(quality));
        return Damage.tell(terminal, quality.damaged());
    }
}
