package dev.weir.jobs.release;

import dev.weir.jobs.release.storage.S3Storage;
import dev.weir.releases.storage.LocalStorage;
import dev.weir.releases.storage.LogStorage;
import dev.weir.releases.storage.SqlStorage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores for release logs, each empty; the servers start when first asked for, and end with the process. */
public enum TestStores {
    LOCAL,
    S3,
    SQLITE,
    POSTGRESQL;

    /** The user of the database. */
    public static final String USER = "postgres";

    private static @Nullable S3Server s3;
    private static @Nullable EmbeddedPostgres postgres;

    /** The address of an empty store, for {@link #at}. */
    public String address(Path folder) {
        return switch (this) {
            case LOCAL -> folder.resolve("log").toString();
            case S3 -> s3().address(UUID.randomUUID().toString());
            case SQLITE -> "jdbc:sqlite:" + folder.resolve("log.db");
            case POSTGRESQL -> database();
        };
    }

    /** An empty store. */
    public LogStorage open(Path folder) {
        return at(address(folder));
    }

    /** A store by its address. Only the process that started the server of S3 can open that. */
    public static LogStorage at(String address) {
        if (address.startsWith("s3a:")) {
            return new S3Storage(address, s3().settings());
        }
        if (address.startsWith("jdbc:")) {
            Optional<String> user = address.startsWith("jdbc:postgresql:") ? Optional.of(USER) : Optional.empty();
            return new SqlStorage(address, user, Optional.empty());
        }
        return new LocalStorage(Path.of(address));
    }

    /** The server. */
    public static synchronized S3Server s3() {
        if (s3 == null) {
            try {
                S3Server started = S3Server.over(Files.createTempDirectory("weir-s3-"));
                Runtime.getRuntime().addShutdownHook(new Thread(started::close));
                s3 = started;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return s3;
    }

    /** The address of an empty database, in which {@link #USER} needs no password. */
    public static synchronized String database() {
        String name = "log_" + UUID.randomUUID().toString().replace('-', '_');
        try {
            if (postgres == null) {
                postgres = EmbeddedPostgres.start();
            }
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA " + name);
            }
            return "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres?currentSchema=" + name;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
