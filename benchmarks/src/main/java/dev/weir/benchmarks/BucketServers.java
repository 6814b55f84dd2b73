package dev.weir.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The servers of a warehouse in a bucket, on this machine, each in a process of its own: s3proxy over a folder, and PostgreSQL. */
final class BucketServers {

    private BucketServers() {}

    /** Starts them and says where they are; they end with this process. Takes a folder, and the jar of s3proxy. */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        Files.createDirectories(folder.resolve("buckets").resolve("weir"));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path settings = folder.resolve("s3proxy.conf");
        Files.write(
                settings,
                List.of(
                        "s3proxy.authorization=none",
                        "s3proxy.endpoint=http://127.0.0.1:" + port,
                        "jclouds.provider=filesystem-nio2",
                        "jclouds.filesystem.basedir=" + folder.resolve("buckets"),
                        "jclouds.identity=local",
                        "jclouds.credential=local"));
        Process s3 = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-DLOG_LEVEL=error",
                        "-jar",
                        arguments[1],
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("s3proxy.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(s3::destroyForcibly));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA disk");
                statement.execute("CREATE SCHEMA bucket");
            }
            while (!answers(port)) {
                if (!s3.isAlive()) {
                    throw new IOException("s3proxy has ended; see " + folder.resolve("s3proxy.log"));
                }
                Thread.sleep(100);
            }
            System.out.println("endpoint=http://127.0.0.1:" + port);
            System.out.println("database=jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres");
            System.out.println("ready");
            System.out.flush();
            s3.waitFor();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
