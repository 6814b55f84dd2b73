package dev.weir.jobs.engine.read.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which encoding a text seems to be in. */
class TextEncodingTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "UTF-8, UTF-8, 患者编号与姓名及出生日期",
        "GBK, GB18030, 患者编号与姓名及出生日期，高血压病史十年",
        "GB18030, GB18030, 患者编号与姓名及出生日期，高血压病史十年",
        "Big5, Big5, 患者編號與姓名及出生日期，高血壓病史十年，門診與住院",
        "windows-1252, windows-1252, Größe und Länge der Straße für Müller",
        "UTF-16LE, UTF-16LE, '患者编号,姓名,出生日期,1,2,3,4,5,6,7,8,9'",
        "US-ASCII, UTF-8, patient id",
    })
    void isFoundWhereverItsCharactersStand(String charset, String found, String text) throws Exception {
        Path file = folder.resolve(charset + ".csv");
        String before = "id,n\n1,2\n".repeat(charset.startsWith("UTF-16") ? 1 : 20_000);
        Files.write(file, (before + (text + "\n").repeat(50)).getBytes(Charset.forName(charset)));
        assertThat(TextEncoding.of(new Configuration(), listed(file)).charset()).isEqualTo(found);
    }

    @Test
    void aFewBrokenCharactersMakeNoOtherEncoding() throws Exception {
        Path file = folder.resolve("broken.csv");
        byte[] text = "患者编号与姓名\n".repeat(100).getBytes(StandardCharsets.UTF_8);
        text[text.length - 2] = (byte) 0xff;
        Files.write(file, text);
        assertThat(TextEncoding.of(new Configuration(), listed(file)).charset()).isEqualTo("UTF-8");
    }

    private SourceFile listed(Path file) {
        return SourceFiles.list(
                        new Configuration(),
                        folder.toString(),
                        file.getFileName().toString())
                .get(0);
    }
}
