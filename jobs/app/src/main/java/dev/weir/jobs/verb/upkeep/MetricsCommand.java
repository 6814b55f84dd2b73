package dev.weir.jobs.verb.upkeep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.DamagedLogFiles;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.jobs.metrics.Exposition;
import dev.weir.jobs.metrics.Measure;
import dev.weir.jobs.metrics.MetricsAfterRun;
import dev.weir.jobs.metrics.WorkspaceMeasures;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "metrics",
        description = {
            "Show how releases and runs stand, in numbers for monitoring.",
            "Prometheus' text: releases with their rows and scores, the last run of each product with its stages and",
            "rules, how long rows have been put aside, people sent abroad against the law's thresholds, and how many",
            "days are left of waivers, harmless columns and mechanisms. No value of a row is in it. Starts no Spark."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir metrics                                                    for a look",
            "  weir metrics --file /var/lib/node_exporter/weir.prom            for node_exporter, after each run",
            "  weir metrics --otlp http://collector:4318/v1/metrics            to an OpenTelemetry collector",
        })
public final class MetricsCommand extends PrintingCommand {

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Write the text there, whole or not at all, in place of standard output.")
    private @Nullable Path file;

    @Option(
            names = "--otlp",
            paramLabel = "URL",
            description = "Send them to this collector by OTLP over HTTP as well.")
    private @Nullable URI otlp;

    public MetricsCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    public Integer call() {
        WorkspaceMeasures found = WorkspaceMeasures.of(desk());
        if (otlp != null) {
            Exposition.otlp(found.measures(), otlp);
        }
        if (file != null) {
            MetricsAfterRun.write(file, found.measures());
        }
        print(
                () -> {
                    if (file == null) {
                        terminal.out().print(Exposition.prometheus(found.measures()));
                    }
                },
                () -> DamagedLogFiles.in(json(found), found.problems()));
        return DamagedLogFiles.print(terminal, found.problems());
    }

    /** As {@code schemas/metrics.schema.json} says. */
    private static ObjectNode json(WorkspaceMeasures found) {
        ObjectNode node = Json.object();
        node.set("metrics", Json.objects(found.measures(), MetricsCommand::json));
        return node;
    }

    private static ObjectNode json(Measure measure) {
        ObjectNode node = Json.object().put("name", measure.instrument().id());
        ObjectNode labels = Json.object();
        List<String> names = measure.instrument().labels();
        for (int i = 0; i < names.size(); i++) {
            labels.put(names.get(i), measure.labels().get(i));
        }
        node.set("labels", labels);
        if (!measure.instrument().unit().isEmpty()) {
            node.put("unit", measure.instrument().unit());
        }
        return node.put("value", measure.value());
    }
}
