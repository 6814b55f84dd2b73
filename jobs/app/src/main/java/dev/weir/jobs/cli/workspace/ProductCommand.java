package dev.weir.jobs.cli.workspace;

import dev.weir.jobs.cli.terminal.Terminal;
import java.time.Clock;
import picocli.CommandLine.Parameters;

/** A command about a product. */
public abstract class ProductCommand extends PrintingCommand {

    @Parameters(index = "0", paramLabel = "PRODUCT", description = "The product's id.")
    protected String product = "";

    protected ProductCommand(Terminal terminal) {
        super(terminal);
    }

    protected ProductCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }
}
