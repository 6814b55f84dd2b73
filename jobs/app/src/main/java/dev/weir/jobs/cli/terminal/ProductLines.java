package dev.weir.jobs.cli.terminal;

import dev.weir.contracts.Problem;
import dev.weir.lineage.RunEvent;
import java.util.List;

/** The progress of runs that go on side by side: each line begins with its product. */
public final class ProductLines {

    private final Terminal terminal;
    private final int width;

    /** @param width of the longest product's name */
    public ProductLines(Terminal terminal, int width) {
        this.terminal = terminal;
        this.width = width;
    }

    /** Those of one product. */
    public RunEvent.Listener of(String product) {
        return terminal.err().raw() instanceof EventStream
                ? ProgressListener.on(terminal)
                : event -> event.match(new Lines(product));
    }

    /** One sentence about a product. */
    public void say(String product, String sentence) {
        if (terminal.err().raw() instanceof EventStream events) {
            events.print(events.event("message").put("product", product).put("text", sentence));
        } else {
            terminal.say(name(product) + sentence);
        }
    }

    /** Problems of a product, below its name. */
    public synchronized void problems(String product, String outcome, List<Problem> problems) {
        say(product, outcome);
        problems.forEach(terminal::problem);
    }

    private String name(String product) {
        return "@|bold " + product + "|@" + " ".repeat(Math.max(0, width - product.length()) + 2);
    }

    private final class Lines implements RunEvent.Cases {

        private final String product;

        Lines(String product) {
            this.product = product;
        }

        @Override
        public void started(RunEvent.Started event) {
            say(product, "run " + event.runId());
        }

        @Override
        public void stageEnded(RunEvent.StageEnded event) {
            say(product, ProgressListener.line(event.time()));
        }

        @Override
        public void ended(RunEvent.Ended event) {
            List<Problem> rules = BlockingRules.of(event.record());
            if (!rules.isEmpty()) {
                problems(product, event.record().ending().outcome().toString(), rules);
            }
        }
    }
}
