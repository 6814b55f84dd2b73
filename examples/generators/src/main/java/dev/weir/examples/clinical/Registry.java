package dev.weir.examples.clinical;

import dev.weir.examples.Row;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The subject registry (患者登记表) of a Beijing hospital: an invented Chinese person for each patient of Synthea, of the
 * same sex and date of birth. Everything about a person follows from the patient's number alone.
 *
 * <p>The order digits of the identity numbers are in the nine hundreds, which registries hardly reach, and the mobiles
 * begin with ranges that, as far as we know, no operator uses: nobody should find their own number here.
 */
final class Registry {

    static final String PATIENT = "患者编号";
    static final String NAME = "姓名";
    static final String SEX = "性别";
    static final String BIRTH = "出生日期";
    static final String IDENTITY = "身份证号";
    static final String MOBILE = "手机号码";
    static final String ADDRESS = "住址";
    static final String REGISTERED = "登记时间";

    static final List<String> HEADER = List.of(PATIENT, NAME, SEX, BIRTH, IDENTITY, MOBILE, ADDRESS, REGISTERED);

    private static final List<String> SURNAMES =
            List.of("王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡", "欧阳", "上官", "诸葛");
    private static final List<String> GIVEN_MALE =
            List.of("伟", "强", "建国", "志明", "文博", "浩然", "子轩", "国庆", "海峰", "立新", "俊杰", "宇航");
    private static final List<String> GIVEN_FEMALE =
            List.of("芳", "娜", "秀英", "丽华", "雨桐", "欣怡", "淑珍", "玉兰", "晓燕", "静", "梦琪", "思远");
    private static final List<String> RANGES = List.of("160", "161", "163", "164", "168", "169");
    private static final List<String> STREETS = List.of("安宁路", "和平里一街", "学府西路", "朝晖南街", "永兴胡同", "清水湾路", "槐树街", "東風里");

    private static final List<District> DISTRICTS = List.of(
            new District("110101", "东城区"),
            new District("110102", "西城区"),
            new District("110105", "朝阳区"),
            new District("110106", "丰台区"),
            new District("110107", "石景山区"),
            new District("110108", "海淀区"),
            new District("110112", "通州区"),
            new District("110114", "昌平区"),
            new District("110115", "大兴区"));

    private record District(String code, String name) {}

    private Registry() {}

    /** The registry's record of a patient. */
    static Row person(Row patient) {
        return person(patient, new HashSet<>());
    }

    /** The same, for one of many: with an identity number that is not taken yet, which then is. */
    static Row person(Row patient, Set<String> taken) {
        String id = patient.cell("Id");
        Random random = new Random(id.hashCode());
        boolean male = patient.cell("GENDER").equals("M");
        LocalDate birth = LocalDate.parse(patient.cell("BIRTHDATE"));
        District district = one(DISTRICTS, random);
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put(PATIENT, id);
        cells.put(NAME, one(SURNAMES, random) + one(male ? GIVEN_MALE : GIVEN_FEMALE, random));
        cells.put(SEX, male ? "男" : "女");
        cells.put(BIRTH, birth.toString());
        String number;
        do {
            number = IdentityNumber.of(district.code(), birth, 900 + 2 * random.nextInt(50) + (male ? 1 : 0));
        } while (!taken.add(number));
        cells.put(IDENTITY, number);
        cells.put(MOBILE, one(RANGES, random) + String.format(Locale.ROOT, "%08d", random.nextInt(100_000_000)));
        cells.put(
                ADDRESS,
                "北京市" + district.name() + one(STREETS, random) + (1 + random.nextInt(120)) + "号"
                        + (1 + random.nextInt(20)) + "号楼" + (1 + random.nextInt(6)) + "单元"
                        + (101 + 100 * random.nextInt(18) + random.nextInt(4)) + "室");
        LocalDateTime registered = LocalDateTime.of(2015, 1, 5, 8, 0)
                .plusDays(random.nextInt(3400))
                .plusSeconds(random.nextInt(9 * 3600));
        cells.put(REGISTERED, registered.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)));
        return Row.of(cells);
    }

    /** The record as the desk's former system writes it: digits and letters full-width (全角). */
    static Row fullWidth(Row person) {
        Row wide = person;
        for (String column : List.of(IDENTITY, MOBILE, ADDRESS)) {
            wide = wide.with(column, fullWidth(person.cell(column)));
        }
        return wide;
    }

    static String fullWidth(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars()
                .forEach(character ->
                        wide.append((char) (character > ' ' && character <= '~' ? character - '!' + '！' : character)));
        return wide.toString();
    }

    private static <T> T one(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
