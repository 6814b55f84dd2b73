package dev.weir.benchmarks;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.privacy.keys.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The workspace {@code workspaces/lineitem}, copied to where it may be run, with its file and a key. */
final class LineitemWorkspace {

    /** TPC-H's columns as Spark's own readers and writers take them. */
    static final String SCHEMA = "l_orderkey BIGINT, l_partkey BIGINT, l_suppkey BIGINT, l_linenumber BIGINT,"
            + " l_quantity DOUBLE, l_extendedprice DOUBLE, l_discount DOUBLE, l_tax DOUBLE, l_returnflag STRING,"
            + " l_linestatus STRING, l_shipdate DATE, l_commitdate DATE, l_receiptdate DATE, l_shipinstruct STRING,"
            + " l_shipmode STRING, l_comment STRING";

    private final Path root;

    private LineitemWorkspace(Path root) {
        this.root = root;
    }

    /**
     * Makes it ready.
     *
     * @param target the folder with {@code lineitem-<scale>.csv}
     * @param name of the copy
     */
    static LineitemWorkspace in(Path target, String name, String scale) throws IOException {
        Path root = target.resolve(name + "-" + scale);
        copy(target.resolveSibling("workspaces/lineitem"), root);
        LineitemWorkspace workspace = new LineitemWorkspace(root);
        Files.createDirectories(workspace.file().getParent());
        if (!Files.exists(workspace.file())) {
            Files.createLink(workspace.file(), target.resolve("lineitem-" + scale + ".csv"));
        }
        if (!workspace.keys().exists()) {
            workspace.keys().create(Clock.systemUTC(), new SecureRandom());
        }
        return workspace;
    }

    /** Reads it, and sends the log of what runs in it to a file of its own. */
    Workspace read() {
        System.setProperty("weir.log", root.resolve("spark.log").toString());
        return WorkspaceReader.read(root, Optional.empty(), Map.of(), Grammars.languages());
    }

    /** Its folder. */
    Path root() {
        return root;
    }

    /** The source file. */
    Path file() {
        return root.resolve("raw/lineitem.csv");
    }

    /** Its keys. */
    KeyFile keys() {
        return KeyFile.of(root, KeySettings.of("keys/weir.key"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
