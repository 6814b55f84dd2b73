package dev.weir.jobs.release.catalogue.rest;

import dev.weir.jobs.release.S3Server;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Nessie, which speaks Iceberg's REST protocol and drops branches and tags of Iceberg's tables without a word. It needs a newer
 * Java than Weir, which lies beside it or not, and tables in a bucket. The build puts its jar into {@code target/servers}.
 */
final class NessieServer implements AutoCloseable {

    private static final String VERSION = "0.99.0";
    private static final int JAVA = 21;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern RELEASE = Pattern.compile("JAVA_VERSION=\"([0-9]+).*");

    private final Process process;
    private final int port;

    private NessieServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** A Java that can run it; empty where this machine has none. */
    static Optional<Path> java() {
        List<Path> homes = new ArrayList<>();
        homes.add(Path.of(System.getProperty("java.home")));
        Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(homes::add);
        for (String parent : List.of("/usr/lib/jvm", "/opt/hostedtoolcache/Java_Temurin-Hotspot_jdk", "/opt/java")) {
            homes.addAll(within(Path.of(parent), 2));
        }
        return homes.stream()
                .filter(home -> version(home) >= JAVA)
                .map(home -> home.resolve("bin/java"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static List<Path> within(Path parent, int depth) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(parent, depth)) {
            return found.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int version(Path home) {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(release)) {
            return lines.map(RELEASE::matcher)
                    .filter(Matcher::matches)
                    .mapToInt(match -> Integer.parseInt(match.group(1)))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it, over a bucket. */
    static NessieServer over(Path java, S3Server bucket, String warehouse, Path folder) throws IOException {
        int port = free();
        String s3 = "-Dnessie.catalog.service.s3.default-options.";
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=" + free(),
                        "-Dnessie.version.store.type=IN_MEMORY",
                        "-Dnessie.catalog.default-warehouse=weir",
                        "-Dnessie.catalog.warehouses.weir.location=" + warehouse,
                        s3 + "endpoint=" + bucket.settings().get("fs.s3a.endpoint"),
                        s3 + "path-style-access=true",
                        s3 + "region=us-east-1",
                        s3 + "access-key=urn:nessie-secret:quarkus:my-secrets.s3",
                        "-Dmy-secrets.s3.name=local",
                        "-Dmy-secrets.s3.secret=local",
                        s3 + "request-signing-enabled=false",
                        "-jar",
                        jar().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nessie.log").toFile())
                .start();
        NessieServer server = new NessieServer(process, port);
        server.await(folder.resolve("nessie.log"));
        return server;
    }

    private static int free() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static Path jar() {
        Path built = Path.of("target", "servers", "nessie.jar");
        Path repository = Path.of(
                System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository"),
                "org/projectnessie/nessie/nessie-quarkus/" + VERSION + "/nessie-quarkus-" + VERSION + "-runner.jar");
        return Files.exists(built) ? built : repository;
    }

    private void await(Path log) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            try {
                HttpURLConnection asked = (HttpURLConnection)
                        URI.create(address() + "/v1/config").toURL().openConnection();
                if (asked.getResponseCode() == HttpURLConnection.HTTP_OK) {
                    return;
                }
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200)); // not there yet
            }
        }
        close();
        throw new IOException("Nessie did not start: " + Files.readString(log));
    }

    /** Where Iceberg's clients ask it. */
    String address() {
        return "http://127.0.0.1:" + port + "/iceberg";
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
