package dev.weir.jobs.release;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * s3proxy, an S3 server whose conditional put is atomic, over a folder: in a process of its own, because its jar holds other
 * versions of what Spark uses. The build puts the jar into {@code target/servers}.
 */
public final class S3Server implements AutoCloseable {

    private static final String VERSION = "4.1.0";
    private static final String BUCKET = "weir";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final int port;

    private S3Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it, with one bucket, for anybody. */
    public static S3Server over(Path folder) throws IOException {
        return over(folder, List.of("s3proxy.authorization=none"));
    }

    /** The same, for whoever has the keys. */
    static S3Server over(Path folder, String access, String secret) throws IOException {
        return over(
                folder,
                List.of(
                        "s3proxy.authorization=aws-v2-or-v4",
                        "s3proxy.identity=" + access,
                        "s3proxy.credential=" + secret));
    }

    private static S3Server over(Path folder, List<String> door) throws IOException {
        Files.createDirectories(folder.resolve("buckets").resolve(BUCKET));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path settings = folder.resolve("s3proxy.conf");
        List<String> lines = new ArrayList<>(door);
        lines.addAll(List.of(
                "s3proxy.endpoint=http://127.0.0.1:" + port,
                "jclouds.provider=filesystem-nio2",
                "jclouds.filesystem.basedir=" + folder.resolve("buckets"),
                "jclouds.identity=local",
                "jclouds.credential=local"));
        Files.write(settings, lines);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-DLOG_LEVEL=error",
                        "-jar",
                        jar().toString(),
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("s3proxy.log").toFile())
                .start();
        S3Server server = new S3Server(process, port);
        server.await(folder.resolve("s3proxy.log"));
        return server;
    }

    private static Path jar() {
        Path built = Path.of("target", "servers", "s3proxy.jar");
        Path repository = Path.of(
                System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository"),
                "org/gaul/s3proxy/" + VERSION + "/s3proxy-" + VERSION + "-jar-with-dependencies.jar");
        return Files.exists(built) ? built : repository;
    }

    private void await(Path log) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
        close();
        throw new IOException("s3proxy does not answer: " + Files.readString(log));
    }

    /** An address in its bucket. */
    public String address(String prefix) {
        return "s3a://" + BUCKET + "/" + prefix;
    }

    /** What Hadoop must know to reach it. */
    public Map<String, String> settings() {
        return Map.of(
                "fs.s3a.endpoint", "http://127.0.0.1:" + port,
                "fs.s3a.endpoint.region", "us-east-1",
                "fs.s3a.path.style.access", "true",
                // so that a few hundred files take more than one answer
                "fs.s3a.paging.maximum", "100",
                "fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.AnonymousAWSCredentialsProvider");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
