package dev.weir.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Random;

/**
 * A table of names and notes as text with a header and {@code |} between fields: a Chinese and an English name, a note of some
 * 60 Chinese characters and one of some 130 English ones, which hardly ever come again. One note in a hundred has a name
 * inside.
 */
final class NotesFile {

    /** The columns. */
    static final String SCHEMA =
            "visit BIGINT, mrn STRING, patient STRING, clinician STRING, ward STRING, admitted DATE,"
                    + " amount DOUBLE, note STRING, remark STRING";

    /** The column that says whose row it is. */
    static final String SUBJECT = "mrn";

    private static final String[] SURNAMES = {"王", "李", "张", "刘", "陈", "欧阳", "赵", "黄", "周", "吴", "徐", "孙"};
    private static final String GIVEN = "伟芳娜敏静磊洋艳勇军杰娟涛明超秀霞平刚桂英华玉兰萍鹏飞宇轩子涵";
    private static final String[] FIRST = {"John", "Mary", "Peter", "Susan", "David", "Laura", "James", "Emma"};
    private static final String[] LAST = {"Miller", "Walker", "Green", "Cooper", "Turner", "Bennett", "Hughes", "Price"
    };
    private static final String[] WARDS = {"cardiology", "oncology", "surgery", "neurology"};
    private static final String[] NOTES = {
        "患者%d天前无明显诱因出现发热，体温最高38.%d度，伴咳嗽咳痰，无胸闷气促，门诊以肺部感染收入院，血压%d/80毫米汞柱。",
        "术后第%d日，切口愈合良好，引流量%d毫升，未诉特殊不适，继续抗感染及营养支持治疗，复查血红蛋白%d克每升。",
        "否认高血压及糖尿病史%d年，吸烟每日%d支，查体双肺呼吸音粗，未闻及干湿啰音，心率%d次每分，律齐，腹软无压痛。"
    };
    private static final String[] REMARKS = {
        "Seen on day %d after surgery, afebrile, drain output %d ml, tolerating a light diet, continue antibiotics, creatinine %d.",
        "Follow up in %d weeks with repeat imaging; pain score %d of 10, mobilising with one stick, blood pressure %d over 80 today.",
        "Admitted with chest pain for %d hours, troponin rising to %d, started on heparin and aspirin, heart rate %d and regular."
    };

    private NotesFile() {}

    /** Makes the file when it is not there yet. Scale 1 is a million rows, about 350 MB. */
    static Path in(Path target, String scale) throws IOException {
        Path file = target.resolve("notes-" + scale).resolve("notes.csv");
        if (Files.exists(file)) {
            return file;
        }
        Files.createDirectories(target.resolve("notes-" + scale));
        Path draft = file.resolveSibling("draft");
        Random random = new Random(14);
        long rows = Math.round(Double.parseDouble(scale) * 1_000_000);
        try (BufferedWriter out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
            out.write("visit|mrn|patient|clinician|ward|admitted|amount|note|remark\n");
            for (long row = 1; row <= rows; row++) {
                String patient = any(random, SURNAMES) + given(random) + given(random);
                out.write(String.join(
                        "|",
                        Long.toString(row),
                        "M" + (100_000 + random.nextInt(300_000)),
                        patient,
                        any(random, FIRST) + " " + any(random, LAST),
                        any(random, WARDS),
                        LocalDate.of(2024, 1, 1).plusDays(random.nextInt(700)).toString(),
                        Double.toString(random.nextInt(1_000_000) / 100.0),
                        (row % 100 == 0 ? "患者" + patient + "，" : "") + note(random, NOTES),
                        note(random, REMARKS)));
                out.write('\n');
            }
        }
        return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String note(Random random, String[] notes) {
        return any(random, notes).formatted(1 + random.nextInt(90), random.nextInt(1000), 60 + random.nextInt(120));
    }

    private static String given(Random random) {
        return String.valueOf(GIVEN.charAt(random.nextInt(GIVEN.length())));
    }

    private static String any(Random random, String[] of) {
        return of[random.nextInt(of.length)];
    }
}
