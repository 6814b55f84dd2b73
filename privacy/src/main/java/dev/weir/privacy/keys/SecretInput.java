package dev.weir.privacy.keys;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.KeySettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads what a person keeps for a key store, its password or its module's PIN, from where that person has put it. */
final class SecretInput {

    private static final int LARGEST = 4096;

    enum Kind {
        PASSWORD(
                "password",
                "the store's password",
                "write password: \"${WEIR_KEY_PASSWORD}\" beside 'store' and set that variable, or name a passwordFile"),
        PIN(
                "PIN",
                "the token's user PIN",
                "write pin: \"${WEIR_PIN}\" beside 'module' and set that variable, or name a file as pin-source of its"
                        + " URI");

        private final String word;
        private final String whole;
        private final String remedy;

        Kind(String word, String whole, String remedy) {
            this.word = word;
            this.whole = whole;
            this.remedy = remedy;
        }
    }

    private final Kind kind;
    private final Path store;
    private final Path root;

    /** @param root what paths are relative to */
    SecretInput(Kind kind, Path store, Path root) {
        this.kind = kind;
        this.store = store;
        this.root = root;
    }

    /** @throws ProblemsException when there is none */
    String read(KeySettings.Given source) {
        return source.from(
                none -> {
                    throw missing("keys in weir.yaml names no " + kind.word, kind.remedy);
                },
                variable -> {
                    if (variable.value().isEmpty()) {
                        throw missing(
                                "the environment variable " + variable.name() + " is not set",
                                "set it to " + kind.whole);
                    }
                    return variable.value();
                },
                file -> firstLine(root.resolve(file.path())));
    }

    /** The first line of a file that its owner alone may read. */
    String firstLine(Path file) {
        try {
            OwnerOnlyFile place = OwnerOnlyFile.at(file);
            Optional<String> mode = place.openToOthers();
            if (mode.isPresent()) {
                throw refused(
                        "The " + kind.word + " in '" + file + "' is open to others",
                        "its mode is " + mode.get(),
                        "close it: chmod 600 " + file + "; if somebody may have read it, choose another " + kind.word);
            }
            String line = place.read(LARGEST)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .flatMap(text -> text.lines().findFirst())
                    .orElse("");
            if (line.isEmpty()) {
                throw missing("the first line of '" + file + "' is empty", "write " + kind.whole + " there");
            }
            return line;
        } catch (NoSuchFileException e) {
            throw missing("there is no file '" + file + "'", "write " + kind.whole + " there, mode 600");
        } catch (IOException e) {
            throw missing(
                    "'" + file + "' cannot be read: " + e.getClass().getSimpleName(),
                    "give yourself, and nobody else, the right to read it: chmod 600 " + file);
        }
    }

    private ProblemsException missing(String why, String remedy) {
        return refused("The keys in '" + store + "' need a " + kind.word, why, remedy);
    }

    private ProblemsException refused(String what, String why, String remedy) {
        return ProblemsException.of(Code.KEY, Place.of(store.toString()), what, why, remedy);
    }
}
