"""GLSL of the renderer: one light at a time, many times, added up."""

from typing import Final

DEPTH_VERTEX: Final = """
#version 330
in vec3 at;
uniform mat4 light;
void main() { gl_Position = light * vec4(at, 1.0); }
"""

DEPTH_FRAGMENT: Final = """
#version 330
void main() {}
"""

VERTEX: Final = """
#version 330
in vec3 at;
in vec3 normal;
in vec4 cover;
in vec4 face;
uniform mat4 camera;
out vec3 world;
out vec3 bent;
out vec4 cover_;
out vec4 face_;
void main() {
    world = at; bent = normal; cover_ = cover; face_ = face;
    gl_Position = camera * vec4(at, 1.0);
}
"""

FRAGMENT: Final = """
#version 330
in vec3 world;
in vec3 bent;
in vec4 cover_;
in vec4 face_;
uniform int material;
uniform vec3 paint;
uniform vec3 shorts;
uniform vec3 shirt;
uniform vec3 hair;
uniform vec3 lips;
uniform vec3 tint;
uniform float tinting;
uniform vec3 eye;
uniform vec3 to_light;
uniform vec3 strength;
uniform vec3 ambient_up;
uniform vec3 ambient_down;
uniform mat4 light;
uniform sampler2DShadow shadow;
out vec4 colour;

float random(vec2 p) { return fract(sin(dot(p, vec2(127.1, 311.7))) * 43758.5453); }
float smooth_noise(vec2 p) {
    vec2 i = floor(p), f = fract(p);
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(random(i), random(i + vec2(1, 0)), f.x),
               mix(random(i + vec2(0, 1)), random(i + vec2(1, 1)), f.x), f.y);
}

vec3 planks(vec3 base) {
    vec2 p = world.xy;
    float row = floor(p.y / 0.14);
    float shift = random(vec2(row, 3.0)) * 1.7;
    float board = floor((p.x + shift) / 1.7);
    float shade = random(vec2(row, board));
    float grain = smooth_noise(vec2(p.x * 3.0 + 31.0 * shade, p.y * 90.0)) * 0.6
                + smooth_noise(vec2(p.x * 11.0, p.y * 240.0 + 9.0 * shade)) * 0.4;
    float edge = abs(fract(p.y / 0.14) - 0.5) * 0.14;
    float joint = 1.0 - smoothstep(0.066, 0.0695, edge);
    float ends = abs(fract((p.x + shift) / 1.7) - 0.5) * 1.7;
    joint *= 1.0 - smoothstep(0.846, 0.8495, ends);
    return base * (0.93 + 0.1 * shade + 0.06 * (grain - 0.5)) * mix(0.72, 1.0, joint);
}

float blurred(vec3 where) {
    float r = 1.6 / 1024.0, sum = 0.0;
    for (int i = -1; i <= 1; i++) for (int j = -1; j <= 1; j++)
        sum += texture(shadow, vec3(where.xy + r * vec2(i, j), where.z - 0.0012));
    return sum / 9.0;
}

float grain() {
    vec2 along = vec2(world.x * 2.0 + world.y * 3.0, world.z * 60.0 + world.y * 40.0);
    return 0.94 + 0.1 * smooth_noise(along);
}

float cut(float field, float soft) {
    float wide = max(fwidth(field), soft);
    return smoothstep(-0.5 * wide, 0.5 * wide, field);
}

void body(inout vec3 base, out float gloss, out float sheen) {
    base = mix(base, base * vec3(1.08, 0.86, 0.82), face_.w);
    base = mix(base, lips, 0.75 * cut(face_.x, 0.004));
    base = mix(base, mix(hair, base, 0.25), 0.85 * cut(face_.y, 0.004));
    gloss = 0.16; sheen = 0.0;
    if (face_.z > 0.5) { base = face_.z > 1.5 ? vec3(0.03, 0.02, 0.015) : vec3(0.5); gloss = 0.5; }
    float grown = cut(cover_.z, 0.003);
    float strand = smooth_noise(vec2(world.x * 160.0 + world.y * 60.0, world.z * 160.0));
    base = mix(base, hair * (0.8 + 0.4 * strand), grown); gloss = mix(gloss, 0.1, grown);
    float trousers = cut(cover_.x, 0.0012), top = cut(cover_.y, 0.0012);
    base = mix(base, shorts, trousers); base = mix(base, shirt, top);
    float cloth = max(trousers, top);
    gloss = mix(gloss, 0.03, cloth); sheen = cloth;
    float seam = 1.0 - smoothstep(0.0, 0.0015, abs(max(cover_.x, cover_.y * 1.0) - 0.016));
    base *= 1.0 - 0.22 * seam * cloth;
    base = mix(base, tint, tinting * smoothstep(0.08, 0.6, cover_.w) * mix(0.8, 0.74, cloth));
}

void main() {
    vec3 n = normalize(gl_FrontFacing ? bent : -bent);
    vec3 v = normalize(eye - world);
    vec3 base = paint;
    float gloss = 0.04, sheen = 0.0, wrap = 0.0;
    if (material == 1) { body(base, gloss, sheen); wrap = 0.22 * (1.0 - sheen); }
    else if (material == 2) { base = abs(n.z) > 0.9 && world.z < -0.01 ? planks(paint)
        : paint * grain(); gloss = 0.1; }
    else if (material == 3) { sheen = 0.7; }
    else if (material == 5) { base *= 0.97 + 0.06 * random(floor(world.xy * 400.0)); gloss = 0.03; }
    float facing = dot(n, to_light);
    float lit = max((facing + wrap) / (1.0 + wrap), 0.0);
    vec4 from = light * vec4(world + n * (0.006 + 0.01 * (1.0 - max(facing, 0.0))), 1.0);
    vec3 where = from.xyz / from.w * 0.5 + 0.5;
    float seen = facing <= -wrap ? 0.0 : blurred(where);
    if (material == 4) seen = 1.0;
    vec3 glow = vec3(1.0);
    if (wrap > 0.0) glow = mix(glow, vec3(1.12, 0.95, 0.9), smoothstep(0.45, 0.0, lit));
    vec3 h = normalize(v + to_light);
    float edge = 0.3 + 0.7 * pow(1.0 - clamp(dot(v, h), 0.0, 1.0), 3.0);
    float shine = gloss * pow(max(dot(n, h), 0.0), mix(12.0, 40.0, gloss)) * edge;
    float rim = sheen * 0.35 * pow(1.0 - clamp(dot(n, v), 0.0, 1.0), 3.0);
    vec3 sum = (base * glow * (1.0 + rim) + shine) * lit * seen * strength;
    float sky = 0.5 + 0.5 * n.z;
    sum += base * mix(ambient_down, ambient_up, sky);
    colour = vec4(sum, 1.0);
}
"""

FULL_VERTEX: Final = """
#version 330
in vec2 at;
out vec2 uv;
void main() { uv = at * 0.5 + 0.5; gl_Position = vec4(at, 0.0, 1.0); }
"""

TONE_FRAGMENT: Final = """
#version 330
in vec2 uv;
uniform sampler2D sum;
uniform float exposure;
out vec4 colour;
void main() {
    vec3 c = texture(sum, uv).rgb * exposure;
    c = c * (1.0 + c / 2.6) / (1.0 + c * 0.72);
    c = clamp(c, 0.0, 1.0);
    c = mix(12.92 * c, 1.055 * pow(c, vec3(1.0 / 2.4)) - 0.055, step(0.0031308, c));
    colour = vec4(c, 1.0);
}
"""

ADD_FRAGMENT: Final = """
#version 330
in vec2 uv;
uniform sampler2D one;
out vec4 colour;
void main() { colour = texture(one, uv); }
"""
