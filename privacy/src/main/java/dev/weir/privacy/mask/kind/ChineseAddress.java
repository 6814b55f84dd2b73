package dev.weir.privacy.mask.kind;

import dev.weir.privacy.mask.kind.ChineseRegions.City;
import dev.weir.privacy.mask.kind.ChineseRegions.Province;
import dev.weir.privacy.mask.kind.Generalisation.Area.Level;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The leading parts of an address in Chinese, under their full names. Province and city are those that there are
 * ({@link ChineseRegions}); a short name counts where what follows proves it (深圳 after 广东), so that 北京路 is no city. A district is
 * what ends in 区, 县, 旗 or 市 right after the city, and is no housing estate or the like. An address that begins with
 * neither province nor city is not read, nor is one in another script.
 *
 * @param province in full
 * @param city in full; empty when it is not said; a municipality is its own
 * @param district in full; empty when it is not said
 */
record ChineseAddress(String province, String city, String district) {

    private static final int LONGEST = 200;
    private static final String TRADITIONAL = "臺灣門區縣別義雲蓮蘭東連園廣";
    private static final String SIMPLE = "台湾门区县别义云莲兰东连园广";

    private static final Pattern SKIPPED =
            Pattern.compile("[\\s,，、;；/|-]*(?:市辖区|省直辖县级行政区划|自治区直辖县级行政区划)?[\\s,，、;；/|-]*");
    private static final Pattern COUNTRY = Pattern.compile("(?:中华人民共和国|中国)");
    private static final Pattern ROAD_OR_PART = Pattern.compile("[路街道巷弄村镇乡区县旗市大]");
    private static final Pattern DISTRICT = Pattern.compile("\\p{IsHan}{1,14}?[区县旗市](?![区县市])");
    private static final Pattern NO_DISTRICT = Pattern.compile(".*(?:小区|社区|园区|校区|厂区|院区|病区|景区|营区|库区|街区|片区|住宅区|"
            + "生活区|工业区|开发区|保税区|别墅区|家属区|宿舍区|军区|超市|门市|菜市|夜市|城市|闹市)|[区县旗].*|.{1,11}[路街道巷弄号村镇乡].{2,}");

    static Optional<ChineseAddress> read(String written) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String text = simple(Normalizer.normalize(written, Normalizer.Form.NFKC));
        int at = after(COUNTRY, text, after(SKIPPED, text, 0));
        at = after(SKIPPED, text, at);
        Optional<Province> full = ChineseRegions.china().province(text, at);
        if (full.isPresent()) {
            return Optional.of(
                    inProvince(full.get(), text, at + full.get().name().length()));
        }
        Optional<City> city = ChineseRegions.china().city(text, at);
        if (city.isPresent()) {
            return Optional.of(inCity(city.get(), text, at + city.get().name().length()));
        }
        return inShortProvince(text, at);
    }

    /** The parts down to a level; fewer when the address does not say them. */
    String text(Level level) {
        return switch (level) {
            case PROVINCE -> province;
            case CITY -> inFull();
            case DISTRICT -> inFull() + district;
        };
    }

    /** Whether a city is said. */
    boolean hasCity() {
        return !city.isEmpty();
    }

    private String inFull() {
        return city.equals(province) ? province : province + city;
    }

    private static ChineseAddress inProvince(Province province, String text, int from) {
        int at = after(SKIPPED, text, from);
        if (province.isCity()) {
            if (text.startsWith(province.name(), at)) {
                at = after(SKIPPED, text, at + province.name().length());
            }
            return new ChineseAddress(province.name(), province.name(), district(text, at));
        }
        Optional<City> full = province.city(text, at);
        if (full.isPresent()) {
            return inCity(full.get(), text, at + full.get().name().length());
        }
        Optional<City> brief = province.shortCity(text, at);
        if (brief.isPresent()) {
            int next = at + brief.get().shortName().length();
            if (!ROAD_OR_PART.matcher(text).region(next, text.length()).lookingAt()) {
                return inCity(brief.get(), text, next);
            }
        }
        return new ChineseAddress(province.name(), "", "");
    }

    private static ChineseAddress inCity(City city, String text, int from) {
        return new ChineseAddress(city.province(), city.name(), district(text, after(SKIPPED, text, from)));
    }

    /** A short name that a city or district follows, or nothing. */
    private static Optional<ChineseAddress> inShortProvince(String text, int at) {
        Optional<Province> province = ChineseRegions.china().shortProvince(text, at);
        if (province.isEmpty()) {
            return Optional.empty();
        }
        int next = at + province.get().shortName().length();
        ChineseAddress address = inProvince(province.get(), text, next);
        boolean proved = province.get().isCity() ? !address.district().isEmpty() : address.hasCity();
        return proved || next == text.length() ? Optional.of(address) : Optional.empty();
    }

    private static String district(String text, int from) {
        Matcher matcher = DISTRICT.matcher(text).region(from, text.length()).useTransparentBounds(true);
        if (!matcher.lookingAt() || NO_DISTRICT.matcher(matcher.group()).matches()) {
            return "";
        }
        return matcher.group();
    }

    private static int after(Pattern pattern, String text, int from) {
        Matcher matcher = pattern.matcher(text).region(from, text.length());
        return matcher.lookingAt() ? matcher.end() : from;
    }

    private static String simple(String text) {
        StringBuilder simple = new StringBuilder(text.strip());
        for (int i = 0; i < simple.length(); i++) {
            int traditional = TRADITIONAL.indexOf(simple.charAt(i));
            if (traditional >= 0) {
                simple.setCharAt(i, SIMPLE.charAt(traditional));
            }
        }
        return simple.toString();
    }
}
