#!/usr/bin/env python3
"""Makes reference cases with the real libraries: checkpoints as their ecosystems write them, and tensors of their stages.

    python3 make_families.py            (torch 2.15, timm 1.0.31, transformers 5.24, Pillow 11.3; writes beside itself)

Pillow 13 resizes tall pictures vertically first, which changes a level here and there: what is compared is the order of all before.
Weights are random. The tests read what this wrote; nothing runs it.
"""
import os, json, math
import numpy as np, torch
from safetensors.torch import save_file

here = os.path.dirname(os.path.abspath(__file__))
torch.manual_seed(17)


def begin(name):
    folder = os.path.join(here, name)
    os.makedirs(folder, exist_ok=True)
    return folder


def randomise(model):
    """Weights that make every step matter."""
    for name, p in model.named_parameters():
        with torch.no_grad():
            if p.dim() > 1 and 'norm' not in name:
                p.copy_(torch.randn_like(p) * (1.2 / math.sqrt(p.shape[-1])) if 'table' not in name else torch.randn_like(p))
            elif 'norm' in name and name.endswith('weight'):
                p.copy_(1 + 0.3 * torch.randn_like(p))
            else:
                p.copy_(0.4 * torch.randn_like(p))
    return model.eval()


def write(folder, trace, pixels):
    np.save(os.path.join(folder, 'pixels.npy'), pixels[0].numpy())
    save_file({k: v.detach().float().clone().contiguous() for k, v in trace.items()}, os.path.join(folder, 'trace.safetensors'))


def heads_of(x, heads):  # (1, T, D) -> (H, T, d)
    return x[0].view(x.shape[1], heads, -1).transpose(0, 1)


class Watch:
    """Outputs (and inputs) of modules under our names."""
    def __init__(self): self.trace = {}
    def out(self, module, name, how=lambda x: x[0]):
        module.register_forward_hook(lambda m, i, o: self.trace.__setitem__(name, how(o[0] if isinstance(o, tuple) else o)))
    def into(self, module, name, how=lambda x: x[0]):
        module.register_forward_pre_hook(lambda m, i: self.trace.__setitem__(name, how(i[0])))


def transformers_blocks(w, blocks, heads, names):
    for i, b in enumerate(blocks):
        p = f'blocks.{i}.'
        get = lambda path: __import__('functools').reduce(getattr, path.split('.'), b)
        w.out(get(names['norm1']), p + 'norm1')
        for ours, theirs in (('query', names['q']), ('key', names['k']), ('value', names['v'])):
            w.out(get(theirs), p + ours, lambda x: heads_of(x, heads))
        w.out(get(names['o']), p + 'projection')
        w.out(get(names['norm2']), p + 'norm2')
        w.out(get(names['fc1']), p + 'hidden')
        w.out(get(names['fc2']), p + 'mlp')
        w.out(b, p + 'output')


def beit_shared():
    import transformers as T
    c = T.BeitConfig(hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64, image_size=32, patch_size=8,
                     use_shared_relative_position_bias=True, use_mean_pooling=True, layer_scale_init_value=0.1, num_labels=5,
                     attn_implementation='eager')
    m = randomise(T.BeitForImageClassification(c))
    folder = begin('hf-beit-shared')
    m.save_pretrained(folder)
    x = torch.randn(1, 3, 32, 32)
    w = Watch()
    transformers_blocks(w, m.beit.layers, 4, dict(norm1='layernorm_before', q='attention.q_proj', k='attention.k_proj', v='attention.v_proj',
                                                  o='attention.o_proj', norm2='layernorm_after', fc1='mlp.fc1', fc2='mlp.fc2'))
    w.out(m.beit.pooler.layernorm, 'pooled')
    y = m(x, output_attentions=True)
    for i, a in enumerate(y.attentions): w.trace[f'blocks.{i}.attention'] = a[0]
    w.trace['logits'] = y.logits[0]
    w.trace['pooled'] = w.trace['pooled'].reshape(-1)
    write(folder, w.trace, x)


def siglip2():
    import transformers as T
    c = T.SiglipConfig(vision_config=dict(hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64, image_size=32, patch_size=8),
                       text_config=dict(hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16, vocab_size=8,
                                        max_position_embeddings=4, bos_token_id=1, eos_token_id=2), attn_implementation='eager')
    m = randomise(T.SiglipModel(c))
    folder = begin('hf-siglip2')
    m.save_pretrained(folder)
    # As google/siglip2-base-patch16-224 writes it: hardly anything but what differs from the class.
    config = json.load(open(os.path.join(folder, 'config.json')))
    config['vision_config'] = {k: v for k, v in config['vision_config'].items()
                               if k in ('model_type', 'hidden_size', 'num_hidden_layers', 'num_attention_heads', 'intermediate_size', 'image_size', 'patch_size')}
    json.dump(config, open(os.path.join(folder, 'config.json'), 'w'), indent=1)
    T.SiglipImageProcessorPil(size=dict(height=32, width=32), resample=2, image_mean=[.5] * 3, image_std=[.5] * 3).save_pretrained(folder)
    x = torch.randn(1, 3, 32, 32)
    w = Watch()
    v = m.vision_model
    transformers_blocks(w, v.encoder.layers, 4, dict(norm1='layer_norm1', q='self_attn.q_proj', k='self_attn.k_proj', v='self_attn.v_proj',
                                                     o='self_attn.out_proj', norm2='layer_norm2', fc1='mlp.fc1', fc2='mlp.fc2'))
    y = v(x, output_attentions=True)
    for i, a in enumerate(y.attentions or []): w.trace[f'blocks.{i}.attention'] = a[0]
    w.trace['norm'] = y.last_hidden_state[0]
    w.trace['pooled'] = y.pooler_output[0]
    write(folder, w.trace, x)


def openai_clip():
    """transformers' CLIP under OpenAI's names, as its convert_clip_original_pytorch_to_hf.py maps them the other way; 16-bit, with a text side."""
    import transformers as T
    c = T.CLIPVisionConfig(hidden_size=64, num_hidden_layers=2, num_attention_heads=1, intermediate_size=128, image_size=32, patch_size=8,
                           attn_implementation='eager')
    m = randomise(T.CLIPVisionModel(c))
    for p in m.parameters(): p.data = p.data.half().float()
    v = m if hasattr(m, 'pre_layrnorm') else m.vision_model
    s = {'visual.conv1.weight': v.embeddings.patch_embedding.weight, 'visual.class_embedding': v.embeddings.class_embedding,
         'visual.positional_embedding': v.embeddings.position_embedding.weight, 'visual.proj': torch.randn(64, 16),
         'positional_embedding': torch.randn(7, 16), 'token_embedding.weight': torch.randn(9, 16), 'logit_scale': torch.tensor(4.6),
         'text_projection': torch.randn(16, 16)}
    for theirs, ours in (('ln_pre', v.pre_layrnorm), ('ln_post', v.post_layernorm)):
        s[f'visual.{theirs}.weight'], s[f'visual.{theirs}.bias'] = ours.weight, ours.bias
    for i, b in enumerate(v.encoder.layers):
        p = f'visual.transformer.resblocks.{i}.'
        a = b.self_attn
        s[p + 'attn.in_proj_weight'] = torch.cat([a.q_proj.weight, a.k_proj.weight, a.v_proj.weight])
        s[p + 'attn.in_proj_bias'] = torch.cat([a.q_proj.bias, a.k_proj.bias, a.v_proj.bias])
        for theirs, ours in (('attn.out_proj', a.out_proj), ('ln_1', b.layer_norm1), ('ln_2', b.layer_norm2), ('mlp.c_fc', b.mlp.fc1), ('mlp.c_proj', b.mlp.fc2)):
            s[p + theirs + '.weight'], s[p + theirs + '.bias'] = ours.weight, ours.bias
        s[f'transformer.resblocks.{i}.ln_1.weight'] = torch.ones(16)
    folder = begin('openai-clip-pt')
    torch.save({k: t.detach().half().clone() for k, t in s.items()}, os.path.join(folder, 'ViT-B-32.pt'))
    x = torch.randn(1, 3, 32, 32)
    w = Watch()
    w.out(v.pre_layrnorm, 'embed.norm')
    transformers_blocks(w, v.encoder.layers, 1, dict(norm1='layer_norm1', q='self_attn.q_proj', k='self_attn.k_proj', v='self_attn.v_proj',
                                                     o='self_attn.out_proj', norm2='layer_norm2', fc1='mlp.fc1', fc2='mlp.fc2'))
    y = m(x, output_attentions=True)
    for i, a in enumerate(y.attentions or []): w.trace[f'blocks.{i}.attention'] = a[0]
    w.trace['pooled'] = y.pooler_output[0]
    write(folder, w.trace, x)


def timm_blocks(w, m, heads, norms=False):
    for i, b in enumerate(m.blocks):
        p = f'blocks.{i}.'
        w.out(b.norm1, p + 'norm1')
        w.out(b.attn.proj, p + 'projection')
        w.out(b.norm2, p + 'norm2')
        w.out(b.mlp, p + 'mlp')
        w.out(b, p + 'output')


def rename_back(state, table):
    out = {}
    for k, t in state.items():
        for a, b in table: k = k.replace(a, b)
        out[k] = t.detach().clone()
    return out


def dinov2_original():
    """timm's DINOv2 under the names of facebookresearch/dinov2's hub files; timm's own filter reads them back."""
    import timm
    from timm.models.vision_transformer import checkpoint_filter_fn
    for name, arch, more in (('dinov2-pth', 'vit_small_patch14_dinov2', {}), ('dinov2-registers-pth', 'vit_small_patch14_reg4_dinov2', {})):
        m = randomise(timm.create_model(arch, img_size=42, embed_dim=64, depth=2, num_heads=1, mlp_ratio=2, num_classes=0, **more))
        s = {k: v.detach().clone() for k, v in m.state_dict().items()}
        s['mask_token'] = torch.zeros(1, 64)
        if 'reg_token' in s:  # the class token has a position there
            s['register_tokens'] = s.pop('reg_token')
            of_class = torch.randn(1, 1, 64)
            s['pos_embed'] = torch.cat([of_class, s['pos_embed']], 1)
            s['cls_token'] = s['cls_token'] - of_class
        back = checkpoint_filter_fn({k: v.clone() for k, v in s.items()}, m)
        m.load_state_dict(back)
        folder = begin(name)
        torch.save(s, os.path.join(folder, 'dinov2_vits14_pretrain.pth'))
        x = torch.randn(1, 3, 42, 42)
        w = Watch()
        timm_blocks(w, m, 1)
        w.out(m.norm, 'norm')
        y = m(x)
        w.trace['pooled'] = y[0]
        write(folder, w.trace, x)


def dinov3_original():
    """timm's DINOv3 under the names of facebookresearch/dinov3's files; timm's own filter reads them back."""
    import timm
    from timm.models.eva import checkpoint_filter_fn
    m = randomise(timm.create_model('vit_small_patch16_dinov3_qkvb', img_size=48, embed_dim=64, depth=2, num_heads=1, mlp_ratio=2, num_classes=0, global_pool='token'))
    s = {}
    for k, t in m.state_dict().items():
        k = k.replace('reg_token', 'storage_tokens').replace('gamma_1', 'ls1.gamma').replace('gamma_2', 'ls2.gamma')
        s[k] = t.detach().clone()
    for i in range(2):
        p = f'blocks.{i}.attn.'
        q, v = s.pop(p + 'q_bias'), s.pop(p + 'v_bias')
        s.pop(p + 'k_bias', None)
        s[p + 'qkv.bias'] = torch.cat([q, torch.randn(64), v])  # keys have none: the mask takes theirs away
        s[p + 'qkv.bias_mask'] = torch.cat([torch.ones(64), torch.zeros(64), torch.ones(64)])
    s['mask_token'] = torch.zeros(1, 64)
    s['rope_embed.periods'] = (100.0 ** (2 * torch.arange(16) / 32)).bfloat16()
    filtered = checkpoint_filter_fn({k: v.clone() for k, v in s.items()}, m)
    m.load_state_dict(filtered)
    folder = begin('dinov3-pth')
    torch.save(s, os.path.join(folder, 'dinov3_vits16_pretrain.pth'))
    x = torch.randn(1, 3, 48, 48)
    w = Watch()
    timm_blocks(w, m, 1)
    w.out(m.norm, 'norm')
    y = m(x)
    w.trace['pooled'] = y[0]
    write(folder, w.trace, x)


def timm_preprocess():
    """timm's own transforms, from a picture to the 8-bit crop and to pixels."""
    from PIL import Image
    from timm.data.transforms_factory import transforms_imagenet_eval
    folder = begin('preprocess-timm')
    rng = np.random.default_rng(5)
    cases = {}
    for name, (h, w) in (('wide', (61, 90)), ('tall', (97, 43)), ('small', (20, 31))):
        y, x = np.mgrid[0:h, 0:w]
        picture = np.stack([128 + 90 * np.sin(x / 5 + y / 9), 128 + 90 * np.cos(y / 4), (x * 7 + y * 3) % 256], -1) + rng.normal(0, 12, (h, w, 3))
        picture = np.clip(picture, 0, 255).astype(np.uint8)
        np.save(os.path.join(folder, f'{name}.picture.npy'), picture)
        for case, size, cfg in (('center', (32, 32), dict(crop_pct=0.9)), ('odd', (35, 35), dict(crop_pct=0.95, interpolation='bilinear')),
                                ('squash', (32, 32), dict(crop_pct=0.9, crop_mode='squash')), ('border', (32, 32), dict(crop_pct=1.0, crop_mode='border')),
                                ('border-part', (32, 32), dict(crop_pct=0.8, crop_mode='border')), ('oblong', (32, 48), dict(crop_pct=0.9))):
            given = dict(input_size=[3, *size], interpolation='bicubic', mean=[0.485, 0.456, 0.406], std=[0.229, 0.224, 0.225])
            given.update(cfg)
            t = transforms_imagenet_eval(size, crop_pct=given['crop_pct'], crop_mode=given.get('crop_mode'), interpolation=given['interpolation'],
                                         mean=given['mean'], std=given['std'], use_prefetcher=True)
            np.save(os.path.join(folder, f'{name}.{case}.rgb.npy'), np.ascontiguousarray(np.asarray(t(Image.fromarray(picture))).transpose(1, 2, 0)))
            cases[case] = given
    json.dump(cases, open(os.path.join(folder, 'cases.json'), 'w'), indent=1)


if __name__ == '__main__':
    for make in (beit_shared, siglip2, openai_clip, dinov2_original, dinov3_original, timm_preprocess):
        make()
        print(make.__name__)
