package dev.weir.examples;

import dev.weir.examples.clinical.ClinicalSample;
import dev.weir.examples.clinical.LargeSample;
import dev.weir.examples.molecules.MoleculeSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code examples/make-samples} starts. */
public final class MakeSamples {

    private MakeSamples() {}

    /** Makes one sample: {@code clinical CSV WORKSPACE}, {@code large CSV WORKSPACE} or {@code molecules WORKSPACE}. */
    public static void main(String[] args) throws IOException {
        Path workspace = Path.of(args[args.length - 1]);
        switch (args[0]) {
            case "clinical" -> list(ClinicalSample.make(Path.of(args[1]), workspace), workspace);
            case "large" -> {
                LargeSample.make(Path.of(args[1]), workspace);
                list(List.of(), workspace);
            }
            case "molecules" -> list(MoleculeSample.make(workspace), workspace);
            default -> throw new IllegalArgumentException("No sample '" + args[0] + "'; use examples/make-samples");
        }
    }

    private static void list(List<Fault> faults, Path workspace) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(Fault.HEADER);
        faults.forEach(fault -> lines.add(fault.tsv()));
        Files.writeString(workspace.resolve("faults.tsv"), String.join("\n", lines) + "\n");
    }
}
