package dev.weir.jobs.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class ProductLinesTest {

    @Test
    void aProblemOfTwoProductsIsPrintedOnceAndNamedForTheOther() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        ProductLines lines =
                new ProductLines(new Terminal(stream, stream, Ansi.OFF, Ansi.OFF, Terminal.Liveness.PLAIN), 3);
        Problem shared = new Problem(Code.LOAD, Place.of("raw/a.csv"), "It has changed", "why", "run with --full");
        Problem own = new Problem(Code.LOAD, Place.of("raw/b.csv"), "It is gone", "why", "restore it");
        lines.problems("ice", "failed", List.of(shared));
        lines.problems("dlt", "failed", List.of(shared, own));
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).containsOnlyOnce("raw/a.csv").containsOnlyOnce("raw/b.csv");
        assertThat(text.lines().filter(line -> line.startsWith("dlt")))
                .anyMatch(line -> line.contains("of 'ice' above"));
    }
}
