package dev.weir.jobs.verb.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A standalone cluster of this machine: a master and its workers, each a process, which know one another by a secret. */
public final class StandaloneCluster implements AutoCloseable {

    public static final String SECRET = "cranes-fly-at-night";

    private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://[0-9.:]+)");
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final Path folder;
    private final Path home;
    private final List<Process> processes = new ArrayList<>();
    private String master = "";

    private StandaloneCluster(Path folder) throws IOException {
        this.folder = folder;
        this.home = SparkHome.create(folder.resolve("spark"));
    }

    /** With workers of two cores and 3 GiB each. */
    public static StandaloneCluster start(Path folder, int workers) throws Exception {
        StandaloneCluster cluster = new StandaloneCluster(folder);
        Path log = cluster.start(
                "master", "127.0.0.1", "org.apache.spark.deploy.master.Master", "--port", "0", "--webui-port", "0");
        cluster.master = cluster.awaitLine(log, MASTER).group(1);
        List<Path> logs = new ArrayList<>();
        for (int i = 1; i <= workers; i++) {
            logs.add(cluster.start(
                    "worker-" + i,
                    "127.0.0." + i, // machines of their own to Spark, which does nothing twice on one
                    "org.apache.spark.deploy.worker.Worker",
                    "--port",
                    "0",
                    "--webui-port",
                    "0",
                    "--cores",
                    "2",
                    "--memory",
                    "3g",
                    "--work-dir",
                    cluster.work().toString(),
                    cluster.master));
        }
        for (Path worker : logs) {
            cluster.awaitLine(worker, Pattern.compile("Successfully registered with master"));
        }
        return cluster;
    }

    /** Its address. */
    public String master() {
        return master;
    }

    /** Where workers keep what drivers and executors write and say. */
    public Path work() {
        return folder.resolve("work");
    }

    private Path start(String name, String host, String main, String... arguments) throws IOException {
        Path log = folder.resolve(name + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dspark.authenticate=true",
                "-Dspark.authenticate.secret=" + SECRET,
                "-Dspark.network.crypto.enabled=true",
                "-cp",
                home.resolve("jars") + "/*",
                main,
                "--host",
                host));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "SPARK_HOME",
                        home.toString(),
                        "SPARK_SCALA_VERSION",
                        "2.12",
                        "SPARK_LOCAL_IP",
                        "127.0.0.1",
                        "JAVA_HOME",
                        System.getProperty("java.home")));
        processes.add(builder.start());
        return log;
    }

    private Matcher awaitLine(Path log, Pattern line) throws Exception {
        long start = System.nanoTime();
        while (true) {
            Matcher found = line.matcher(Files.readString(log));
            if (found.find()) {
                return found;
            }
            assertThat(processes).as("%s", Files.readString(log)).allMatch(Process::isAlive);
            assertThat(System.nanoTime() - start)
                    .as("%s in %s", line, Files.readString(log))
                    .isLessThan(PATIENCE_NANOS);
            Thread.sleep(100);
        }
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }
}
