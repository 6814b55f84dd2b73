package dev.weir.privacy.mask.kind;

import dev.weir.contracts.text.OwnResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** China's provinces and what lies under them directly, from {@code areas/cn.txt}. Districts are too many, and change. */
final class ChineseRegions {

    private static final ChineseRegions CHINA = read("/areas/cn.txt");

    private final List<Province> provinces;
    private final Map<String, List<City>> citiesByStart = new HashMap<>();

    private ChineseRegions(List<Province> provinces) {
        this.provinces = List.copyOf(provinces);
        for (Province province : provinces) {
            for (City city : province.cities()) {
                citiesByStart
                        .computeIfAbsent(start(city.name()), start -> new ArrayList<>())
                        .add(city);
            }
        }
    }

    static ChineseRegions china() {
        return CHINA;
    }

    List<Province> provinces() {
        return provinces;
    }

    /** The province whose full name stands there. */
    Optional<Province> province(String text, int at) {
        return provinces.stream()
                .filter(province -> text.startsWith(province.name(), at))
                .findFirst();
    }

    /** The province whose short name stands there. */
    Optional<Province> shortProvince(String text, int at) {
        return provinces.stream()
                .filter(province -> text.startsWith(province.shortName(), at))
                .findFirst();
    }

    /** The city, of whatever province, whose full name stands there. */
    Optional<City> city(String text, int at) {
        return text.length() < at + 2
                ? Optional.empty()
                : citiesByStart.getOrDefault(text.substring(at, at + 2), List.of()).stream()
                        .filter(city -> text.startsWith(city.name(), at))
                        .findFirst();
    }

    private static String start(String name) {
        return name.substring(0, 2);
    }

    private static ChineseRegions read(String resource) {
        return new ChineseRegions(OwnResource.text(ChineseRegions.class, resource)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(ChineseRegions::province)
                .toList());
    }

    private static Province province(String line) {
        int colon = line.indexOf(':');
        int slash = line.indexOf('/');
        String name = line.substring(0, slash);
        List<City> cities = new ArrayList<>();
        String rest = line.substring(colon + 1).strip();
        if (!rest.isEmpty()) {
            for (String city : rest.split(" ", -1)) {
                cities.add(city(name, city));
            }
        }
        return new Province(name, line.substring(slash + 1, colon), cities);
    }

    private static City city(String province, String written) {
        int slash = written.indexOf('/');
        return slash < 0
                ? new City(province, written, written.replaceFirst("(?<=..)(市|地区|盟|县)$", ""))
                : new City(province, written.substring(0, slash), written.substring(slash + 1));
    }

    /**
     * A province, municipality, autonomous or special administrative region.
     *
     * @param name in full
     * @param shortName as in 广东
     * @param cities under it; none for municipalities and special administrative regions
     */
    record Province(String name, String shortName, List<City> cities) {
        Province {
            cities = List.copyOf(cities);
        }

        /** Whether it is a city itself. */
        boolean isCity() {
            return cities.isEmpty();
        }

        /** The city of this province whose full name stands there. */
        Optional<City> city(String text, int at) {
            return cities.stream()
                    .filter(city -> text.startsWith(city.name(), at))
                    .findFirst();
        }

        /** The city of this province whose short name stands there. */
        Optional<City> shortCity(String text, int at) {
            return cities.stream()
                    .filter(city -> text.startsWith(city.shortName(), at))
                    .findFirst();
        }
    }

    /**
     * A city, prefecture, or county without a prefecture.
     *
     * @param province its province's name, in full
     * @param name in full
     * @param shortName as in 深圳
     */
    record City(String province, String name, String shortName) {}
}
