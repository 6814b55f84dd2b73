package dev.weir.releases.evidence;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.contracts.settings.TimestampSettings;
import dev.weir.privacy.timestamp.TimeStampAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A time-stamp authority behind HTTP on this machine: {@code openssl ts} answers, with a root made for the test. */
public final class OpenSslAuthority implements AutoCloseable {

    private final Path folder;
    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();

    public OpenSslAuthority(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        Files.writeString(folder.resolve("purpose.cnf"), "extendedKeyUsage = critical,timeStamping\n");
        Files.writeString(folder.resolve("serial"), "01\n");
        Files.writeString(folder.resolve("tsa.cnf"), """
            [tsa]
            default_tsa = test
            [test]
            serial = serial
            signer_cert = tsa.pem
            signer_key = tsa.key
            certs = root.pem
            signer_digest = sha256
            default_policy = 1.2.3.4.1
            digests = sha256
            accuracy = secs:1
            """);
        String key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
        openssl("req -x509 " + key + " -keyout root.key -out root.pem -days 30 -subj /CN=Test-root");
        openssl("req -new " + key + " -keyout tsa.key -out tsa.csr -subj /CN=Test-time-stamps");
        openssl("x509 -req -in tsa.csr -CA root.pem -CAkey root.key -CAcreateserial -days 30 -extfile purpose.cnf"
                + " -out tsa.pem");
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public TimestampSettings settings() {
        return new TimestampSettings(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/tsr",
                folder.resolve("root.pem").toString());
    }

    public TimeStampAuthority asUsed() {
        return TimeStampAuthority.of(settings(), folder);
    }

    public Path root() {
        return folder.resolve("root.pem");
    }

    /** How many requests came. */
    public int asked() {
        return asked.get();
    }

    /** What OpenSSL says of a token, by itself: whether it is of those bytes. */
    boolean verifies(byte[] message, byte[] token) throws Exception {
        Files.write(folder.resolve("message"), message);
        Files.write(folder.resolve("token"), token);
        return run("ts -verify -data message -in token -token_in -CAfile root.pem") == 0;
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        Files.write(folder.resolve("query.tsq"), exchange.getRequestBody().readAllBytes());
        openssl("ts -reply -config tsa.cnf -queryfile query.tsq -out answer.tsr");
        byte[] answer = Files.readAllBytes(folder.resolve("answer.tsr"));
        exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private void openssl(String arguments) throws IOException {
        if (run(arguments) != 0) {
            throw new IOException(Files.readString(folder.resolve("openssl.log")));
        }
    }

    private int run(String arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ")));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("openssl does not end: " + arguments);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
