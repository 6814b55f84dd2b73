package dev.weir.jobs.cli.terminal;

import dev.weir.contracts.Problem;
import dev.weir.lineage.RunEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The progress of runs that go on side by side: each line begins with its product. */
public final class ProductLines {

    private final Terminal terminal;
    private final int width;

    /** By problem the first product that it stood against. */
    private final Map<Problem, String> printed = new HashMap<>();

    /** @param width of the longest product's name */
    public ProductLines(Terminal terminal, int width) {
        this.terminal = terminal;
        this.width = width;
    }

    public RunEvent.Listener of(String product) {
        return terminal.err().raw() instanceof EventStream
                ? ProgressListener.on(terminal)
                : event -> line(product, event);
    }

    public void say(String product, String sentence) {
        if (terminal.err().raw() instanceof EventStream events) {
            events.print(events.event("message").put("product", product).put("text", sentence));
        } else {
            terminal.say(name(product) + sentence);
        }
    }

    /** A problem that stands against several products is printed once, and named for the others. */
    public synchronized void problems(String product, String outcome, List<Problem> problems) {
        say(product, outcome);
        problems.stream().filter(problem -> !printed.containsKey(problem)).forEach(terminal::problem);
        Map<String, Long> others = problems.stream()
                .filter(printed::containsKey)
                .collect(Collectors.groupingBy(printed::get, TreeMap::new, Collectors.counting()));
        others.forEach((other, count) ->
                say(product, (count == 1 ? "the problem" : count + " problems") + " of '" + other + "' above"));
        problems.forEach(problem -> printed.putIfAbsent(problem, product));
    }

    private String name(String product) {
        return "@|bold " + product + "|@" + " ".repeat(Math.max(0, width - product.length()) + 2);
    }

    private void line(String product, RunEvent event) {
        if (event instanceof RunEvent.Started started) {
            say(product, "run " + started.runId());
        } else if (event instanceof RunEvent.StageEnded stage) {
            say(product, ProgressListener.line(stage.time()));
        } else if (event instanceof RunEvent.Ended ended) {
            List<Problem> rules = BlockingRules.of(ended.record());
            if (!rules.isEmpty()) {
                problems(product, ended.record().ending().outcome().toString(), rules);
            }
        }
    }
}
