package dev.weir.privacy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file as such; what a module does with it is tried with SoftHSM, by {@code HardwareModuleIT}. */
final class WrappedPasswordsTest {

    private static final WrappedPasswords.Wrapped ONE =
            new WrappedPasswords.Wrapped("a \"key\" \\ of 钥匙 ~\u007f", base64(12), base64(48));
    private static final WrappedPasswords.Wrapped TWO = new WrappedPasswords.Wrapped("other", base64(12), base64(1));

    @TempDir
    private Path folder;

    private Path store;
    private WrappedPasswords passwords;

    @BeforeEach
    void names() {
        store = folder.resolve("weir \"1\".bcfks");
        passwords = WrappedPasswords.beside(store);
    }

    private static String base64(int bytes) {
        return Base64.getEncoder().encodeToString(new byte[bytes]);
    }

    @Test
    void readsBackWhatItWrote() throws Exception {
        assertThat(passwords.exist()).isFalse();
        assertThatThrownBy(passwords::read).isInstanceOf(NoSuchFileException.class);
        passwords.write(List.of(ONE, TWO));
        assertThat(passwords.exist()).isTrue();
        assertThat(passwords.path()).isEqualTo(folder.resolve("weir \"1\".bcfks.wrapped"));
        assertThat(passwords.read()).containsExactly(ONE, TWO);
        assertThat(Files.readString(passwords.path())).contains("\"a \\\"key\\\" \\\\ of \\u94a5\\u5319 ~\\u007f\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwords.path())))
                .isEqualTo("rw-------");
        passwords.delete();
        assertThat(passwords.exist()).isFalse();
    }

    @Test
    void theLockIsGivenBack() throws Exception {
        passwords.write(List.of(ONE));
        passwords.write(List.of(TWO));
        assertThat(passwords.read()).containsExactly(TWO);
    }

    @Test
    void belongsToOneStoreAndItsOwner() throws Exception {
        passwords.write(List.of(ONE));
        Path other = folder.resolve("other.bcfks");
        Files.copy(passwords.path(), folder.resolve("other.bcfks.wrapped"));
        Files.setPosixFilePermissions(
                folder.resolve("other.bcfks.wrapped"), PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(WrappedPasswords.beside(other)::read).hasMessageContaining("another store");
        Files.setPosixFilePermissions(passwords.path(), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(passwords::read).hasMessageContaining("its mode is rw-r-----");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = ';', textBlock = """
            "iv": "AAAAAAAAAAAAAAAA"; "iv": "AAAAAAAAAAAAAAA="
            "iv": "AAAAAAAAAAAAAAAA"; "iv": "AAAAAAAAAAAAAAAAAA=="
            "iv": "AAAAAAAAAAAAAAAA"; "iv": "!"
            "iv": "AAAAAAAAAAAAAAAA"; "iv": 7
            "ciphertext": "AA=="; "ciphertext": ""
            "ciphertext": "AA=="; "ciphertext": null
            "key": "other"; "key": 7
            "key": "other"; "name": "other"
            AES-GCM; AES-CBC
            "schema":; "scheme":
            "schema":; [
            """)
    void whatIsNotAsItWasWrittenIsDamaged(String from, String to) throws IOException {
        change(from, to);
        assertThatThrownBy(passwords::read)
                .isInstanceOf(NoKeysException.class)
                .hasMessageContaining("not as Weir wrote it");
    }

    @Test
    void anotherSchemaAnEmptyListAndAHugeFileAreTold() throws IOException {
        change("weir-wrapped-password-1", "weir-wrapped-password-2");
        assertThatThrownBy(passwords::read).hasMessageContaining("schema");
        passwords.write(List.of());
        assertThatThrownBy(passwords::read).hasMessageContaining("holds no password");
        change("{", " ".repeat(1 << 16) + "{");
        assertThatThrownBy(passwords::read).hasMessageContaining("larger");
    }

    private void change(String from, String to) throws IOException {
        passwords.write(List.of(TWO));
        String text = Files.readString(passwords.path());
        assertThat(text).contains(from);
        Files.writeString(passwords.path(), text.replace(from, to));
    }

    @Test
    void aPasswordIsMadeOf256Bits() {
        String one = WrappedPasswords.random(new SecureRandom());
        assertThat(one).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(WrappedPasswords.random(new SecureRandom()));
        assertThat(Base64.getUrlDecoder().decode(one)).hasSize(32).isNotEqualTo(new byte[32]);
    }
}
