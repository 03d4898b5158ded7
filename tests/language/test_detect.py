"""The language of texts, by script, by sample and by hint."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.language import detect_language, normalize_tag

TEXTS = {
    "zh-Hans": "清晨六点,第一班渡轮靠岸,码头上的人不多,卖鱼的阿伯把筐子摆好,说今天风小,船会准时。",
    "zh-Hant": "清晨六點,第一班渡輪靠岸,碼頭上的人不多,賣魚的阿伯把筐子擺好,說今天風小,船會準時。",
    "ja": "朝六時、最初の渡し船が岸に着き、港にはまだ人が少ない。今日は風が弱いので時間どおりだという。",
    "ko": "아침 여섯 시, 첫 배가 선착장에 닿았고 부두에는 아직 사람이 많지 않았다.",
    "en": "At six in the morning the first ferry of the day comes in, and there are few people on the quay.",
    "de": "Um sechs Uhr morgens legt die erste Fähre an, und auf dem Kai stehen nur wenige Menschen.",
    "fr": "À six heures du matin, le premier bac accoste et il n'y a encore que peu de monde sur le quai.",
    "es": "A las seis de la mañana llega el primer transbordador y todavía hay poca gente en el muelle.",
    "pt": "Às seis da manhã chega a primeira balsa do dia, e ainda há pouca gente no cais da cidade.",
    "id": "Pada pukul enam pagi kapal pertama merapat di dermaga, dan belum banyak orang yang datang.",
    "vi": "Sáu giờ sáng, chuyến phà đầu tiên cập bến, trên bến tàu vẫn còn ít người qua lại.",
    "tr": "Sabah saat altıda ilk vapur iskeleye yanaşıyor ve rıhtımda henüz çok az insan var.",
    "ru": "В шесть утра к причалу подходит первый паром, и на набережной ещё совсем мало людей.",
    "uk": "О шостій ранку до причалу підходить перший пором, і на набережній ще зовсім мало людей.",
    "th": "เวลาหกโมงเช้า เรือข้ามฟากลำแรกเข้าเทียบท่า และบนท่าเรือยังมีคนไม่มากนัก",
    "ar": "في السادسة صباحا تصل العبارة الأولى إلى المرسى ولا يزال عدد الناس على الرصيف قليلا.",
    "fa": "ساعت شش صبح نخستین کشتی به اسکله می‌رسد و هنوز آدم‌های زیادی در بندر نیستند.",
    "hi": "सुबह छह बजे पहली नाव घाट पर लगती है और किनारे पर अभी बहुत कम लोग हैं।",
    "el": "Στις έξι το πρωί φτάνει το πρώτο πλοίο και στην προβλήτα υπάρχουν λίγοι άνθρωποι.",
    "he": "בשש בבוקר מגיעה המעבורת הראשונה אל הרציף, ועדיין יש בו מעט מאוד אנשים.",
}


@pytest.mark.parametrize("tag", TEXTS)
def test_language(tag: str) -> None:
    assert detect_language(TEXTS[tag]) == tag
    assert detect_language([TEXTS[tag]], "xx") == tag


def test_chinese_with_latin_names_stays_chinese() -> None:
    assert (
        detect_language("这块H100 GPU配合RDMA网络,比Aurora和Microsoft Eagle的集群都快,xAI团队说。")
        == "zh-Hans"
    )


def test_a_wrong_hint_does_not_beat_the_text() -> None:
    assert detect_language(TEXTS["de"], "en-US") == "de"
    assert detect_language(TEXTS["zh-Hant"], "zh-CN") == "zh-Hant"


def test_too_little_text_leaves_the_hint() -> None:
    assert detect_language("", "en-US") == "en"
    assert detect_language(["OK"], "de") == "de"
    assert detect_language("OK") is None
    assert detect_language([]) is None
    assert detect_language("12345 — 678", "zh_TW") == "zh-Hant"


def test_the_longest_blocks_decide() -> None:
    assert detect_language(["Home", "News", "About us", TEXTS["zh-Hans"], "Contact"]) == "zh-Hans"


@pytest.mark.parametrize(
    ("tag", "normal"),
    [
        ("en-US", "en"), ("zh-CN", "zh-Hans"), ("zh_TW", "zh-Hant"), ("zh-Hant-HK", "zh-Hant"), ("zh", "zh"),
        ("pt-BR", "pt"), ("iw", "he"), ("english", None), ("", None), (None, None), ("x y", None),
    ],
)  # fmt: skip
def test_normalize_tag(tag: str | None, normal: str | None) -> None:
    assert normalize_tag(tag) == normal


def test_langdetect_of_the_process_is_left_alone() -> None:
    code = (
        "import cleaner.language as l\n"
        "l.detect_language('At six in the morning the first ferry of the day comes in to the quay.')\n"
        "from langdetect import detector_factory as d\n"
        "assert d._factory is None and d.DetectorFactory.seed is None\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


def test_scripts_alone_need_no_langdetect() -> None:
    code = (
        "import sys, cleaner.language as l\n"
        "assert l.detect_language('清晨六点,第一班渡轮靠岸,码头上的人不多。') == 'zh-Hans'\n"
        "assert 'langdetect' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


@given(
    st.one_of(st.text(max_size=300), st.lists(st.text(max_size=80), max_size=8)),
    st.none() | st.text(max_size=8),
)
def test_same_input_same_answer(texts: str | list[str], hint: str | None) -> None:
    assert detect_language(texts, hint) == detect_language(texts, hint)


ENGLISH = (
    "The last of the wind turbines was joined to the grid on Tuesday, and with it the largest offshore farm "
    "of the region is at work. It was built in two years by a company which had never been at sea before, "
    "and the people of the coast say that they would have wished for a smaller one."
)
DUTCH = (
    "Het laatste van de windmolens werd dinsdag aangesloten en daarmee is het grootste park van de regio "
    "aan het werk. Het was in twee jaar gebouwd door een bedrijf dat nog nooit op zee was, of bijna nooit, "
    "en de mensen van de kust zeggen dat zij liever een kleiner park hadden gehad in de buurt."
)
DANISH = (
    "Den sidste af vindmøllerne blev tirsdag sluttet til nettet, og dermed er den største park i regionen i "
    "gang. Den blev bygget på to år af et firma, som aldrig før havde været til søs, og folk ved kysten "
    "siger, at de hellere ville have haft en mindre park i nærheden af havnen og byen."
)


def test_english_needs_no_statistics(monkeypatch: pytest.MonkeyPatch) -> None:
    from cleaner.language import detect

    monkeypatch.setattr(detect, "most_likely", lambda *_: pytest.fail("asked"))
    assert detect_language(ENGLISH) == "en"
    assert detect_language(ENGLISH, "en-GB") == "en"


@pytest.mark.parametrize(("text", "language"), [(DUTCH, "nl"), (DANISH, "da")])
def test_its_neighbours_are_not_english(text: str, language: str) -> None:
    assert detect_language(text) == language
