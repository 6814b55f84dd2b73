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
        "GBK, GB18030, 12 μmol/L",
        "GBK, GB18030, 体温３６．５℃，１２μmol／L",
        "GBK, GB18030, ３６．５",
        "Big5, Big5, 病歷 120",
        "windows-1251, windows-1251, Пациент находится в удовлетворительном состоянии",
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

    @ParameterizedTest
    @CsvSource({
        "GBK, 12 μmol/L, true",
        "windows-1251, Пациент находится в удовлетворительном состоянии здоровья, true",
        "windows-1252, Größe und Länge der Straße für Müller, true",
        "GBK, 患者编号与姓名及出生日期高血压病史十年住院门诊检验检查治疗用药随访记录完整, false",
    })
    void doubtIsSaid(String charset, String text, boolean isUncertain) throws Exception {
        Path file = folder.resolve("doubt.csv");
        Files.write(file, ("id,n\n" + text + "\n").getBytes(Charset.forName(charset)));
        String because = TextEncoding.of(new Configuration(), listed(file)).because();
        assertThat(because.contains("uncertain")).as(because).isEqualTo(isUncertain);
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
