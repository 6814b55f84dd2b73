package dev.weir.jobs.verb.run;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.Engine;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.verb.authoring.NewWorkspace;
import dev.weir.lineage.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The examples, laid out as a workspace of their own. */
public final class Demo {

    /** Their products. */
    public static final List<String> PRODUCTS = List.of("clinical", "molecules");

    private static final String LATER = "later";

    /** The list of planted faults is the examples' own; a workspace has no such file. */
    private static final String FAULTS = "faults.tsv";

    private Demo() {}

    /**
     * Lays them out and runs both products; then again, after a few new files. A folder that holds something else is left alone.
     *
     * @param rounds 1 for the first files alone
     * @param done is called for each run
     */
    public static Workspace run(Desk desk, int rounds, RunEvent.Listener progress, Consumer<RunResult> done) {
        Path root = desk.folder().root();
        Path examples = folder();
        refuseStrangers(root);
        for (String example : PRODUCTS) {
            lay(examples.resolve(example), root);
        }
        NewWorkspace.make(root, desk.folder().profile(), desk.folder().environment());
        desk.caller().note("Workspace " + root);
        Workspace workspace = desk.read();
        return Engine.writing(desk, workspace, session -> {
            ProductRun run = new ProductRun(session, WeirVersion.number(), progress);
            for (int round = 1; round <= rounds; round++) {
                if (round > 1) {
                    desk.caller().note("A few new raw files arrive.");
                    for (String example : PRODUCTS) {
                        lay(examples.resolve(example).resolve(LATER), root);
                    }
                }
                for (String product : PRODUCTS) {
                    done.accept(run.run(product, RunRequest.usual()));
                }
            }
            return workspace;
        });
    }

    private static Path folder() {
        Path examples = Path.of(System.getProperty("weir.home", ".")).resolve("examples");
        if (!Files.isDirectory(examples)) {
            throw ProblemsException.of(
                    Code.MISSING_FILE,
                    Place.of(examples.toString()),
                    "The examples are not there",
                    "they are part of Weir's repository and of its release archives, not of its jars",
                    "run the demo from a clone or an unpacked release");
        }
        return examples;
    }

    /** A folder that holds something else is left alone; an earlier demo's workspace goes on from where it was. */
    private static void refuseStrangers(Path root) {
        if (!Files.exists(root) || Files.exists(root.resolve("weir.yaml"))) {
            return;
        }
        try (Stream<Path> entries = Files.list(root)) {
            if (entries.findAny().isPresent()) {
                throw stranger(root);
            }
        } catch (NotDirectoryException e) {
            throw stranger(root);
        } catch (IOException e) {
            throw notWritable(root, e);
        }
    }

    private static ProblemsException stranger(Path root) {
        return ProblemsException.usage(
                root.toString(),
                "The folder holds something else",
                "the demo wants a folder of its own",
                "name another with --dir");
    }

    /** Copies an example but for what comes later. Times are copied too: a second demo on the same files finds nothing new. */
    private static void lay(Path from, Path to) {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(from.resolve(LATER)) && !file.endsWith(FAULTS))
                    .toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw notWritable(to, e);
        }
    }

    private static ProblemsException notWritable(Path root, IOException cause) {
        return ProblemsException.of(
                Code.NOT_WRITABLE,
                Place.of(root.toString()),
                "The demo's workspace cannot be written",
                cause.getClass().getSimpleName() + ": " + cause.getMessage(),
                "choose a folder that you may write to with --dir, or free some space",
                cause);
    }
}
