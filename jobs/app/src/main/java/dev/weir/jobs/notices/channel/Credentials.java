package dev.weir.jobs.notices.channel;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.settings.Credential;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a channel's credentials hold.
 *
 * @param root what paths are relative to
 */
public record Credentials(Path root) {

    private static final int LARGEST = 4096;

    public Credentials {
        requireNonNull(root, "root");
    }

    public String value(Credential credential) throws DeliveryException {
        if (credential instanceof Credential.InFile file) {
            return firstLine(root.resolve(file.path()), file);
        }
        String value = credential instanceof Credential.Plain plain
                ? plain.value()
                : ((Credential.Variable) credential).value().strip();
        if (value.isEmpty()) {
            throw new DeliveryException("the variable " + credential.shown() + " is not set");
        }
        return value;
    }

    private static String firstLine(Path path, Credential.InFile file) throws DeliveryException {
        try (InputStream in = Files.newInputStream(path)) {
            String line = new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
            if (line.isEmpty()) {
                throw new DeliveryException("the first line of '" + file.shown() + "' is empty");
            }
            return line;
        } catch (IOException e) {
            throw new DeliveryException(
                    "'" + file.shown() + "' cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }
}
